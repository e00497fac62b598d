#include "catalog/store.h"

#include "catalog/rows.h"
#include "catalog/schema.h"
#include "catalog/tags.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

Error NoDatabase(std::string_view name) {
  return NotFound("Database " + std::string(name) + " not found.");
}

// Columns: name, document, created.
Result<Database> ReadDatabase(const db::Row& row) {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.Text(1)));
  return Database{row.Text(0), std::move(document), FromMillis(row.Int(2))};
}

}  // namespace

Status CheckDatabase(db::Transaction& transaction, std::string_view folded_name) {
  ASSIGN_OR_RETURN(
      const auto found,
      transaction.QueryInt("SELECT 1 FROM catalog_databases WHERE name = ?1", {folded_name}));
  if (!found) return NoDatabase(folded_name);
  return {};
}

Status Store::Migrate(db::Database& database) { return catalog::Migrate(database); }

Status Store::CreateDatabase(db::Transaction& transaction, const Database& database) const {
  const std::string name = AsciiLower(database.name);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("INSERT INTO catalog_databases(name, document, created) "
                          "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                          {name, json::Dump(database.document), ToMillis(database.created)}));
  if (rows == 0) return AlreadyExists("Database " + name + " already exists.");
  return CheckQuota(transaction, {"DATABASE", "", quotas_.databases},
                    "SELECT count(*) FROM catalog_databases");
}

Result<Database> Store::GetDatabase(db::Transaction& transaction, std::string_view name) const {
  const std::string folded = AsciiLower(name);
  return QueryOne<Database>(transaction,
                            "SELECT name, document, created FROM catalog_databases WHERE name = ?1",
                            {folded}, ReadDatabase, NoDatabase(folded));
}

Result<Page<Database>> Store::ListDatabases(db::Transaction& transaction,
                                            const PageRequest& page) const {
  return QueryPage<Database>(transaction,
                             "SELECT name, document, created FROM catalog_databases "
                             "WHERE name > ?1 ORDER BY name LIMIT ?2",
                             {page.after, std::int64_t{page.limit} + 1}, page.limit, ReadDatabase);
}

Status Store::UpdateDatabase(db::Transaction& transaction, std::string_view name,
                             const json::Value& document) const {
  const std::string folded = AsciiLower(name);
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("UPDATE catalog_databases SET document = ?2 WHERE name = ?1",
                                       {folded, json::Dump(document)}));
  if (rows == 0) return NoDatabase(folded);
  return {};
}

Status Store::DeleteDatabase(db::Transaction& transaction, std::string_view name) const {
  const std::string folded = AsciiLower(name);
  ASSIGN_OR_RETURN([[maybe_unused]] const auto dropped,
                   transaction.Execute("INSERT INTO catalog_dropped_tables(id) SELECT id FROM "
                                       "catalog_tables WHERE database_name = ?1",
                                       {folded}));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto tables,
      transaction.Execute("DELETE FROM catalog_tables WHERE database_name = ?1", {folded}));
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("DELETE FROM catalog_databases WHERE name = ?1", {folded}));
  if (rows == 0) return NoDatabase(folded);
  return TagStore().Clear(transaction, {"database", folded});
}

}  // namespace tenon::catalog
