#include <algorithm>

#include "catalog/name_pattern.h"
#include "catalog/rows.h"
#include "catalog/store.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

Error NoTable(std::string_view name) {
  return NotFound("Table " + std::string(name) + " not found.");
}

// Columns: database_name, name, document, created, updated, version.
Result<Table> ReadTable(const db::Row& row) {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.Text(2)));
  return Table{
      row.Text(0), row.Text(1), std::move(document), FromMillis(row.Int(3)), FromMillis(row.Int(4)),
      row.Int(5)};
}

// The page's names and one more, if there is one, in order.
Result<std::vector<std::string>> ListNames(db::Transaction& transaction, std::string_view database,
                                           const PageRequest& page) {
  std::optional<NamePattern> pattern;
  if (!page.expression.empty()) {
    ASSIGN_OR_RETURN(pattern, NamePattern::Parse(page.expression));
  }
  const std::size_t most = static_cast<std::size_t>(page.limit) + 1;
  std::vector<std::string> names;
  // Without a pattern the index ends the search; with one, every name has to be looked at.
  RETURN_IF_ERROR(transaction.Query(
      "SELECT name FROM catalog_tables WHERE database_name = ?1 AND name > ?2 ORDER BY name "
      "LIMIT ?3",
      {database, page.after, pattern ? std::int64_t{-1} : static_cast<std::int64_t>(most)},
      [&](const db::Row& row) -> Status {
        if (names.size() == most) return {};
        std::string name = row.Text(0);
        if (!pattern || pattern->Matches(name)) names.push_back(std::move(name));
        return {};
      }));
  return names;
}

}  // namespace

Status Store::CreateTable(db::Transaction& transaction, const Table& table) const {
  const std::string database = AsciiLower(table.database);
  const std::string name = AsciiLower(table.name);
  RETURN_IF_ERROR(CheckDatabase(transaction, database));
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("INSERT INTO catalog_tables(database_name, name, document, created, "
                          "updated, version) VALUES (?1, ?2, ?3, ?4, ?5, 0) "
                          "ON CONFLICT DO NOTHING",
                          {database, name, json::Dump(table.document), ToMillis(table.created),
                           ToMillis(table.updated)}));
  if (rows == 0) return AlreadyExists("Table " + name + " already exists.");
  return {};
}

Result<Table> Store::GetTable(db::Transaction& transaction, std::string_view database,
                              std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  auto table = QueryOne<Table>(transaction,
                               "SELECT database_name, name, document, created, updated, version "
                               "FROM catalog_tables WHERE database_name = ?1 AND name = ?2",
                               {folded_database, folded_name}, ReadTable, NoTable(folded_name));
  if (!table && table.error().kind == ErrorKind::kNotFound) {
    RETURN_IF_ERROR(CheckDatabase(transaction, folded_database));
  }
  return table;
}

Result<Page<Table>> Store::ListTables(db::Transaction& transaction, std::string_view database,
                                      const PageRequest& page) const {
  const std::string folded = AsciiLower(database);
  RETURN_IF_ERROR(CheckDatabase(transaction, folded));
  ASSIGN_OR_RETURN(std::vector<std::string> names, ListNames(transaction, folded, page));
  Page<Table> found;
  if (static_cast<int>(names.size()) > page.limit) {
    found.more = true;
    names.pop_back();
  }
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Table table, GetTable(transaction, folded, name));
    found.items.push_back(std::move(table));
  }
  return found;
}

Status Store::UpdateTable(db::Transaction& transaction, const Table& table,
                          std::optional<std::int64_t> expected_version) const {
  ASSIGN_OR_RETURN(const Table stored, GetTable(transaction, table.database, table.name));
  if (expected_version && *expected_version != stored.version) {
    return Conflict("Update table failed due to concurrent modifications.");
  }
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "UPDATE catalog_tables SET document = ?3, updated = ?4, "
          "version = version + 1 WHERE database_name = ?1 AND name = ?2",
          {stored.database, stored.name, json::Dump(table.document), ToMillis(table.updated)}));
  return {};
}

Status Store::DeleteTable(db::Transaction& transaction, std::string_view database,
                          std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("DELETE FROM catalog_tables WHERE database_name = ?1 AND name = ?2",
                          {folded_database, folded_name}));
  if (rows == 0) {
    RETURN_IF_ERROR(CheckDatabase(transaction, folded_database));
    return NoTable(folded_name);
  }
  return {};
}

}  // namespace tenon::catalog
