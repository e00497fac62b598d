#include "catalog/search_index.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "catalog/search_terms.h"
#include "catalog/table_rows.h"

namespace tenon::catalog {
namespace {

constexpr std::int64_t kTablesAtOnce = 32;  // some 10 ms of work

// What is kept of a table: a row of catalog_search_rows but for its times.
struct Entry {
  std::string name;
  std::string database;
  std::string description;
  std::string owner;
  std::string classification;
  std::string table_type;
  std::string text;
  bool operator==(const Entry&) const = default;
};

Entry EntryOf(const Table& table) {
  return {.name = table.name,
          .database = table.database,
          .description = table.document["Description"].StringOr(""),
          .owner = table.document["Owner"].StringOr(""),
          .classification = table.document["Parameters"]["classification"].StringOr(""),
          .table_type = table.document["TableType"].StringOr(""),
          .text = SearchableText(table.database, table.name, table.document)};
}

Result<std::optional<Entry>> StoredEntry(db::Transaction& transaction, std::int64_t table_id) {
  std::optional<Entry> found;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT name, database_name, description, owner, classification, table_type, text "
      "FROM catalog_search_rows WHERE id = ?1",
      {table_id}, [&](const db::Row& row) -> Status {
        found = Entry{row.Text(0), row.Text(1), row.Text(2), row.Text(3),
                      row.Text(4), row.Text(5), row.Text(6)};
        return {};
      }));
  return found;
}

// TableInput's LastAccessTime, seconds since the epoch; 0 if there is none.
std::int64_t LastAccess(const Table& table) {
  const json::Value& time = table.document["LastAccessTime"];
  if (const double* seconds = time.AsDouble()) {
    constexpr double kLimit = 1e15;
    return static_cast<std::int64_t>(std::clamp(*seconds, -kLimit, kLimit) * 1000.0);
  }
  const std::int64_t seconds = time.IntOr(0);
  constexpr std::int64_t kLimit = 1'000'000'000'000'000;
  return std::clamp(seconds, -kLimit, kLimit) * 1000;
}

Status RunForTable(db::Transaction& transaction, std::span<const std::string_view> statements,
                   const db::Parameter& parameter) {
  for (const std::string_view sql : statements) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {parameter}));
  }
  return {};
}

Status RemoveRow(db::Transaction& transaction, std::int64_t table_id) {
  constexpr std::array<std::string_view, 3> kDelete = {
      "INSERT INTO catalog_search(catalog_search, rowid, text) SELECT 'delete', id, text "
      "FROM catalog_search_rows WHERE id = ?1",
      "INSERT INTO catalog_search_words(catalog_search_words, rowid, name, database_name, "
      "description, owner, classification, table_type) SELECT 'delete', id, name, database_name, "
      "description, owner, classification, table_type FROM catalog_search_rows WHERE id = ?1",
      "DELETE FROM catalog_search_rows WHERE id = ?1"};
  return RunForTable(transaction, kDelete, table_id);
}

// Brings what is kept of a table up to date with the table.
Status Index(db::Transaction& transaction, const Table& table) {
  const Entry entry = EntryOf(table);
  ASSIGN_OR_RETURN(const std::optional<Entry> stored, StoredEntry(transaction, table.id));
  const std::int64_t created = ToMillis(table.created);
  const std::int64_t updated = ToMillis(table.updated);
  if (stored && *stored == entry) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("UPDATE catalog_search_rows SET update_time = ?2, "
                                         "last_access_time = ?3 WHERE id = ?1",
                                         {table.id, updated, LastAccess(table)}));
    return {};
  }
  if (stored) RETURN_IF_ERROR(RemoveRow(transaction, table.id));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO catalog_search_rows(id, name, database_name, description, owner, "
          "classification, table_type, create_time, update_time, last_access_time, text) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
          {table.id, entry.name, entry.database, entry.description, entry.owner,
           entry.classification, entry.table_type, created, updated, LastAccess(table),
           entry.text}));
  constexpr std::array<std::string_view, 2> kInsert = {
      "INSERT INTO catalog_search(rowid, text) SELECT id, text FROM catalog_search_rows "
      "WHERE id = ?1",
      "INSERT INTO catalog_search_words(rowid, name, database_name, description, owner, "
      "classification, table_type) SELECT id, name, database_name, description, owner, "
      "classification, table_type FROM catalog_search_rows WHERE id = ?1"};
  return RunForTable(transaction, kInsert, table.id);
}

}  // namespace

Status TableSearchIndex::Note(db::Transaction& transaction, std::int64_t table_id) const {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("INSERT INTO catalog_search_pending(table_id) VALUES (?1) "
                                       "ON CONFLICT DO NOTHING",
                                       {table_id}));
  return {};
}

Result<bool> TableSearchIndex::IndexSome(db::Transaction& transaction) const {
  std::vector<std::int64_t> ids;
  RETURN_IF_ERROR(
      transaction.Query("SELECT table_id FROM catalog_search_pending ORDER BY number LIMIT ?1",
                        {kTablesAtOnce}, [&](const db::Row& row) -> Status {
                          ids.push_back(row.Int(0));
                          return {};
                        }));
  for (const std::int64_t id : ids) {
    const Result<Table> table = ReadTableById(transaction, id);
    if (table) RETURN_IF_ERROR(Index(transaction, *table));
    if (!table && table.error().kind != ErrorKind::kNotFound) return table.error();
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("DELETE FROM catalog_search_pending WHERE table_id = ?1", {id}));
  }
  ASSIGN_OR_RETURN(const auto left,
                   transaction.QueryInt("SELECT 1 FROM catalog_search_pending LIMIT 1", {}));
  return left.has_value();
}

Status TableSearchIndex::CatchUp(db::Database& database, const std::stop_token& stop) const {
  ASSIGN_OR_RETURN(const auto last,
                   database.ReadFor<std::optional<std::int64_t>>([](db::Transaction& transaction) {
                     return transaction.QueryInt(
                         "SELECT number FROM catalog_search_pending "
                         "ORDER BY number DESC LIMIT 1",
                         {});
                   }));
  if (!last) return {};
  bool is_left = true;
  while (is_left && !stop.stop_requested()) {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN([[maybe_unused]] const bool more, IndexSome(transaction));
      ASSIGN_OR_RETURN(
          const auto found,
          transaction.QueryInt("SELECT 1 FROM catalog_search_pending WHERE number <= ?1 LIMIT 1",
                               {*last}));
      is_left = found.has_value();
      return {};
    }));
  }
  return {};
}

Status TableSearchIndex::Remove(db::Transaction& transaction, std::int64_t table_id) const {
  return RemoveRow(transaction, table_id);
}

}  // namespace tenon::catalog
