#include <algorithm>
#include <utility>

#include "catalog/name_pattern.h"
#include "catalog/partitions.h"
#include "catalog/rows.h"
#include "catalog/search_index.h"
#include "catalog/store.h"
#include "catalog/table_input.h"
#include "catalog/table_rows.h"
#include "catalog/tags.h"
#include "catalog/versions.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::size_t kNamesAtOnce = 500;

struct NamedTable {
  std::string name;
  std::int64_t id;
};

// The first of the database's names from `from` to before `to`.
Result<std::vector<NamedTable>> ReadNames(db::Transaction& transaction, std::string_view database,
                                          std::string_view from, std::string_view to,
                                          std::size_t most) {
  std::vector<NamedTable> names;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT name, id FROM catalog_tables "
      "WHERE database_name = ?1 AND name >= ?2 AND name < ?3 ORDER BY name LIMIT ?4",
      {database, from, to, static_cast<std::int64_t>(most)}, [&](const db::Row& row) -> Status {
        names.push_back({row.Text(0), row.Int(1)});
        return {};
      }));
  return names;
}

// The first name after this one that there could be.
std::string After(std::string_view name) {
  std::string next(name);
  next += '\0';
  return next;
}

// The page's tables, without reading any.
Result<Page<NamedTable>> FindTables(db::Transaction& transaction, std::string_view database,
                                    const PageRequest& page) {
  RETURN_IF_ERROR(CheckDatabase(transaction, database));
  std::optional<NamePattern> pattern;
  if (!page.expression.empty()) {
    ASSIGN_OR_RETURN(pattern, NamePattern::Parse(page.expression));
  }
  const std::string prefix = pattern ? pattern->prefix() : "";
  const std::string end = prefix + '\xff';  // a byte that no name has
  const std::size_t most = static_cast<std::size_t>(page.limit) + 1;
  // Without a pattern the index ends the search; with one, names have to be looked at.
  const std::size_t chunk = pattern ? std::max(kNamesAtOnce, most) : most;
  Page<NamedTable> found;
  std::string from = page.after.empty() ? prefix : std::max(prefix, After(page.after));
  for (;;) {
    ASSIGN_OR_RETURN(std::vector<NamedTable> names,
                     ReadNames(transaction, database, from, end, chunk));
    for (NamedTable& table : names) {
      from = After(table.name);
      if (pattern && !pattern->Matches(table.name)) continue;
      if (found.items.size() + 1 == most) {
        found.more = true;
        return found;
      }
      found.items.push_back(std::move(table));
    }
    if (names.size() < chunk) return found;
  }
}

// Numbers are given once: up to the quota, one is as good as a count of all tables there ever were.
Status CheckTableQuota(db::Transaction& transaction, const Table& created, const Quotas& quotas) {
  if (created.id <= quotas.tables_per_database) return {};
  return CheckQuota(transaction, {"TABLE", "DATABASE", quotas.tables_per_database},
                    "SELECT count(*) FROM catalog_tables WHERE database_name = ?1",
                    {created.database});
}

}  // namespace

Error NoTable(std::string_view folded_name) {
  return NotFound("Table " + std::string(folded_name) + " not found.");
}

Result<Table> ReadTable(const db::Row& row) {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(2)));
  return Table{
      row.Text(0), row.Text(1), std::move(document), FromMillis(row.Int(3)), FromMillis(row.Int(4)),
      row.Int(5),  row.Int(6)};
}

Result<Table> ReadTableById(db::Transaction& transaction, std::int64_t id) {
  return QueryOne<Table>(transaction,
                         "SELECT database_name, name, document, created, updated, version, id "
                         "FROM catalog_tables WHERE id = ?1",
                         {id}, ReadTable, NotFound("no table has this number"));
}

Status Store::CreateTable(db::Transaction& transaction, Table table) const {
  table.database = AsciiLower(table.database);
  table.name = AsciiLower(table.name);
  table.version = 0;
  RETURN_IF_ERROR(NormalizeTableInput(table.document));
  RETURN_IF_ERROR(CheckDatabase(transaction, table.database));
  ASSIGN_OR_RETURN(
      const auto id,
      transaction.QueryInt("INSERT INTO catalog_tables(database_name, name, document, created, "
                           "updated, version) VALUES (?1, ?2, ?3, ?4, ?5, 0) "
                           "ON CONFLICT DO NOTHING RETURNING id",
                           {table.database, table.name, json::Dump(table.document),
                            ToMillis(table.created), ToMillis(table.updated)}));
  if (!id) return AlreadyExists("Table " + table.name + " already exists.");
  table.id = *id;
  RETURN_IF_ERROR(CheckTableQuota(transaction, table, quotas_));
  return TableSearchIndex().Note(transaction, table.id);
}

Result<Table> Store::GetTable(db::Transaction& transaction, std::string_view database,
                              std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  auto table =
      QueryOne<Table>(transaction,
                      "SELECT database_name, name, document, created, updated, version, id "
                      "FROM catalog_tables WHERE database_name = ?1 AND name = ?2",
                      {folded_database, folded_name}, ReadTable, NoTable(folded_name));
  if (!table && table.error().kind == ErrorKind::kNotFound) {
    RETURN_IF_ERROR(CheckDatabase(transaction, folded_database));
  }
  return table;
}

Result<Page<Table>> Store::ListTables(db::Transaction& transaction, std::string_view database,
                                      const PageRequest& page) const {
  ASSIGN_OR_RETURN(const auto tables, FindTables(transaction, AsciiLower(database), page));
  Page<Table> found{.items = {}, .more = tables.more};
  for (const NamedTable& table : tables.items) {
    ASSIGN_OR_RETURN(Table read, ReadTableById(transaction, table.id));
    found.items.push_back(std::move(read));
  }
  return found;
}

Result<Page<TableName>> Store::ListTableNames(db::Transaction& transaction,
                                              std::string_view database,
                                              const PageRequest& page) const {
  ASSIGN_OR_RETURN(const auto tables, FindTables(transaction, AsciiLower(database), page));
  Page<TableName> found{.items = {}, .more = tables.more};
  for (const NamedTable& table : tables.items) {
    ASSIGN_OR_RETURN(
        auto type,
        transaction.QueryText("SELECT document ->> '$.TableType' FROM catalog_tables WHERE id = ?1",
                              {table.id}));
    found.items.push_back({table.name, std::move(type).value_or("")});
  }
  return found;
}

Status Store::UpdateTable(db::Transaction& transaction, Table table,
                          const TableUpdate& update) const {
  ASSIGN_OR_RETURN(const Table stored, GetTable(transaction, table.database, table.name));
  if (update.expected_version && *update.expected_version != stored.version) {
    return Conflict("Update table failed due to concurrent modifications.");
  }
  RETURN_IF_ERROR(NormalizeTableInput(table.document));
  table.database = stored.database;
  table.name = stored.name;
  table.created = stored.created;
  table.version = stored.version + 1;
  table.id = stored.id;
  if (update.archive) RETURN_IF_ERROR(TableVersions().Archive(transaction, stored, quotas_));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "UPDATE catalog_tables SET document = ?2, updated = ?3, version = ?4 WHERE id = ?1",
          {table.id, json::Dump(table.document), ToMillis(table.updated), table.version}));
  RETURN_IF_ERROR(PartitionStore().KeysChanged(transaction, stored, table));
  return TableSearchIndex().Note(transaction, table.id);
}

Status Store::DeleteTable(db::Transaction& transaction, std::string_view database,
                          std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  ASSIGN_OR_RETURN(
      const auto id,
      transaction.QueryInt("SELECT id FROM catalog_tables WHERE database_name = ?1 AND name = ?2",
                           {folded_database, folded_name}));
  if (!id) {
    RETURN_IF_ERROR(CheckDatabase(transaction, folded_database));
    return NoTable(folded_name);
  }
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto dropped,
      transaction.Execute("INSERT INTO catalog_dropped_tables(id) VALUES (?1)", {*id}));
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("DELETE FROM catalog_tables WHERE id = ?1", {*id}));
  return TagStore().Clear(transaction,
                          {.type = "table", .name = folded_name, .parent = folded_database});
}

}  // namespace tenon::catalog
