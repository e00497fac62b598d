#include "catalog/connections.h"

#include <algorithm>
#include <utility>

#include "catalog/connection_document.h"
#include "catalog/rows.h"
#include "catalog/tags.h"

namespace tenon::catalog {
namespace {

Error NoConnection(std::string_view name) {
  return NotFound("Connection " + std::string(name) + " not found.");
}

// What the secrets of a connection are sealed for.
std::string SealedName(std::string_view name) { return "connection/" + std::string(name); }

// A document as it is stored: sealed is "" if nothing in it is secret.
struct StoredDocument {
  std::string open;
  std::string sealed;
};

StoredDocument ToStored(const Connection& connection, const auth::SealingKey& key) {
  const ConnectionParts parts = TakeSecrets(connection.document);
  StoredDocument stored = {json::Dump(parts.open), ""};
  if (!parts.secrets.AsObject()->members.empty()) {
    stored.sealed = key.Seal(json::Dump(parts.secrets), SealedName(connection.name));
  }
  return stored;
}

bool Matches(const ConnectionRequest& request, const json::Value& document) {
  if (!request.type.empty() && document["ConnectionType"] != json::Value(request.type)) {
    return false;
  }
  if (request.schema_version != 0 && SchemaVersionOf(document) != request.schema_version) {
    return false;
  }
  const json::Array* recorded = document["MatchCriteria"].AsArray();
  return std::ranges::all_of(request.match_criteria, [&](const std::string& criterion) {
    return recorded != nullptr &&
           std::ranges::find(*recorded, json::Value(criterion)) != recorded->end();
  });
}

}  // namespace

// Columns: name, document, sealed_secrets, created, updated.
Result<Connection> ConnectionStore::Read(const db::Row& row, Secrets secrets) const {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(1)));
  if (secrets == Secrets::kIncluded && !row.View(2).empty()) {
    ASSIGN_OR_RETURN(const std::string text, key_.Unseal(row.View(2), SealedName(row.View(0))));
    ASSIGN_OR_RETURN(const json::Value opened, json::Parse(text));
    document = WithSecrets(std::move(document), opened);
  }
  return Connection{row.Text(0), std::move(document), FromMillis(row.Int(3)),
                    FromMillis(row.Int(4))};
}

Status ConnectionStore::Create(db::Transaction& transaction, const Connection& connection) const {
  RETURN_IF_ERROR(CheckConnection(connection.document));
  const StoredDocument stored = ToStored(connection, key_);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("INSERT INTO catalog_connections(name, document, sealed_secrets, "
                          "created, updated) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                          {connection.name, stored.open, db::Bytes{stored.sealed},
                           ToMillis(connection.created), ToMillis(connection.updated)}));
  if (rows == 0) return AlreadyExists("Connection " + connection.name + " already exists.");
  return CheckQuota(transaction, {"CONNECTION", "", quotas_.connections},
                    "SELECT count(*) FROM catalog_connections");
}

Result<Connection> ConnectionStore::Get(db::Transaction& transaction, std::string_view name,
                                        Secrets secrets) const {
  return QueryOne<Connection>(
      transaction,
      "SELECT name, document, sealed_secrets, created, updated FROM catalog_connections "
      "WHERE name = ?1",
      {name}, [&](const db::Row& row) { return Read(row, secrets); }, NoConnection(name));
}

Result<Page<Connection>> ConnectionStore::List(db::Transaction& transaction,
                                               const ConnectionRequest& request,
                                               Secrets secrets) const {
  Page<Connection> page;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT name, document, sealed_secrets, created, updated FROM catalog_connections "
      "WHERE name > ?1 ORDER BY name",
      {request.after}, [&](const db::Row& row) -> Status {
        if (page.more) return {};
        ASSIGN_OR_RETURN(const json::Value document, json::Parse(row.View(1)));
        if (!Matches(request, document)) return {};
        page.more = static_cast<int>(page.items.size()) == request.limit;
        if (page.more) return {};
        ASSIGN_OR_RETURN(Connection connection, Read(row, secrets));
        page.items.push_back(std::move(connection));
        return {};
      }));
  return page;
}

Status ConnectionStore::Update(db::Transaction& transaction, const Connection& connection) const {
  RETURN_IF_ERROR(CheckConnection(connection.document));
  const StoredDocument stored = ToStored(connection, key_);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute(
          "UPDATE catalog_connections SET document = ?2, sealed_secrets = ?3, "
          "updated = ?4 WHERE name = ?1",
          {connection.name, stored.open, db::Bytes{stored.sealed}, ToMillis(connection.updated)}));
  if (rows == 0) return NoConnection(connection.name);
  return {};
}

Status ConnectionStore::Delete(db::Transaction& transaction, std::string_view name) const {
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("DELETE FROM catalog_connections WHERE name = ?1", {name}));
  if (rows == 0) return NoConnection(name);
  return TagStore().Clear(transaction, {"connection", std::string(name)});
}

}  // namespace tenon::catalog
