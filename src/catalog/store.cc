#include "catalog/store.h"

#include <array>

#include "catalog/rows.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// The keys are in the order in which lists are paged.
constexpr std::array kMigrations = {db::Migration{1, R"(
CREATE TABLE catalog_databases(
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  created INTEGER NOT NULL);
CREATE TABLE catalog_tables(
  database_name TEXT NOT NULL REFERENCES catalog_databases(name) ON DELETE CASCADE,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (database_name, name));
CREATE TABLE catalog_partitions(
  database_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (database_name, table_name, key),
  FOREIGN KEY (database_name, table_name)
    REFERENCES catalog_tables(database_name, name) ON DELETE CASCADE);
)"}};

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

Status Store::Migrate(db::Database& database) { return database.Migrate("catalog", kMigrations); }

Status Store::CreateDatabase(db::Transaction& transaction, const Database& database) const {
  const std::string name = AsciiLower(database.name);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("INSERT INTO catalog_databases(name, document, created) "
                          "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                          {name, json::Dump(database.document), ToMillis(database.created)}));
  if (rows == 0) return AlreadyExists("Database " + name + " already exists.");
  return {};
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
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("DELETE FROM catalog_databases WHERE name = ?1", {folded}));
  if (rows == 0) return NoDatabase(folded);
  return {};
}

}  // namespace tenon::catalog
