#include "runner/databases.h"

#include <map>
#include <string>
#include <vector>

#include "runner/database_connection.h"
#include "text/url.h"

namespace tenon::runner {
namespace {

Error OfConnection(const Error& error, std::string_view name) {
  return WithContext(error, "connection " + std::string(name));
}

// Every connection that the task goes by.
std::vector<task::DatabaseConnection*> ConnectionsOf(task::Task& task) {
  std::vector<task::DatabaseConnection*> connections;
  for (task::Source& source : task.sources) {
    if (source.database) connections.push_back(&source.database->connection);
  }
  for (task::Sink& sink : task.sinks) {
    if (sink.database) connections.push_back(&sink.database->connection);
  }
  if (task.settlement) connections.push_back(&task.settlement->connection);
  return connections;
}

}  // namespace

Result<json::Value> Databases::Document(std::string_view name, catalog::Secrets secrets) const {
  return database_.ReadFor<json::Value>([&](db::Transaction& transaction) -> Result<json::Value> {
    ASSIGN_OR_RETURN(catalog::Connection found, connections_.Get(transaction, name, secrets));
    return std::move(found.document);
  });
}

Status Databases::AddSecret(const json::Value& document,
                            task::DatabaseConnection& connection) const {
  const std::string id = SecretOf(document);
  if (id.empty()) return {};
  const auto secret = database_.ReadFor<std::string>(
      [&](db::Transaction& transaction) { return secrets_.CurrentString(transaction, id); });
  // Not found is the secret: for the caller it is the connection that is wrong.
  if (!secret) return InvalidInput("its secret " + id + ": " + secret.error().message);
  return ApplySecret(*secret, connection);
}

Status Databases::AddCertificate(const std::string& certificate, Opened& opened) const {
  if (certificate.empty()) return {};
  ASSIGN_OR_RETURN(const S3Location location, ParseS3Location(certificate));
  const objects::Prefix prefix{location.bucket, location.key};
  auto snapshot = objects_.TakeSnapshot({&prefix, 1});
  if (snapshot) {
    opened.snapshot = std::move(*snapshot);
    for (const auto& file : opened.snapshot.files()) {
      if (file.object.key == location.key) opened.connection.root_certificate = file.path.string();
    }
  }
  if (!opened.connection.root_certificate.empty()) return {};
  return InvalidInput("there is no object " + certificate + ", its CUSTOM_JDBC_CERT");
}

Result<task::DatabaseConnection> Databases::Describe(std::string_view name) const {
  ASSIGN_OR_RETURN(const json::Value document, Document(name, catalog::Secrets::kLeftOut));
  auto connection = ReadDatabaseConnection(name, document);
  if (!connection) return OfConnection(connection.error(), name);
  return connection;
}

Result<Databases::Opened> Databases::Open(std::string_view name) const {
  ASSIGN_OR_RETURN(const json::Value document, Document(name, catalog::Secrets::kIncluded));
  return OpenDocument(name, document);
}

Result<Databases::Opened> Databases::OpenDocument(std::string_view name,
                                                  const json::Value& document) const {
  auto connection = ReadDatabaseConnection(name, document);
  if (!connection) return OfConnection(connection.error(), name);
  const Status secret = AddSecret(document, *connection);
  if (!secret) return OfConnection(secret.error(), name);
  Opened opened{std::move(*connection), {}};
  const Status certificate = AddCertificate(CertificateOf(document), opened);
  if (!certificate) return OfConnection(certificate.error(), name);
  return opened;
}

Result<std::vector<objects::Snapshot>> Databases::FillIn(task::Task& task) const {
  std::map<std::string, Opened> known;
  for (task::DatabaseConnection* connection : ConnectionsOf(task)) {
    const auto [place, is_new] = known.try_emplace(connection->name);
    if (is_new) {
      ASSIGN_OR_RETURN(place->second, Open(connection->name));
    }
    *connection = place->second.connection;
  }
  std::vector<objects::Snapshot> held;
  for (auto& [name, opened] : known) held.push_back(std::move(opened.snapshot));
  return held;
}

}  // namespace tenon::runner
