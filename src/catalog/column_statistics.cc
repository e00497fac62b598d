#include "catalog/column_statistics.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "catalog/rows.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::int64_t kPlaces = std::int64_t{1} << 32;  // ids of one table

// The member of ColumnStatisticsData that each Type asks for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kData = {{
    {"BOOLEAN", "BooleanColumnStatisticsData"},
    {"DATE", "DateColumnStatisticsData"},
    {"DECIMAL", "DecimalColumnStatisticsData"},
    {"DOUBLE", "DoubleColumnStatisticsData"},
    {"LONG", "LongColumnStatisticsData"},
    {"STRING", "StringColumnStatisticsData"},
    {"BINARY", "BinaryColumnStatisticsData"},
}};

std::vector<StatisticsOwner::Column> ColumnsOf(const json::Value& list) {
  std::vector<StatisticsOwner::Column> columns;
  if (list.AsArray() == nullptr) return columns;
  for (const json::Value& column : *list.AsArray()) {
    columns.push_back({AsciiLower(column["Name"].StringOr("")), column["Type"].StringOr("")});
  }
  return columns;
}

// Null if the owner has no such column.
const StatisticsOwner::Column* FindColumn(const StatisticsOwner& owner, std::string_view name) {
  const auto column = std::ranges::find(owner.columns, name, &StatisticsOwner::Column::name);
  return column == owner.columns.end() ? nullptr : &*column;
}

}  // namespace

StatisticsOwner StatisticsOwner::Of(const Table& table) {
  StatisticsOwner owner = {table.id * kPlaces,
                           ColumnsOf(table.document["StorageDescriptor"]["Columns"])};
  std::ranges::move(ColumnsOf(table.document["PartitionKeys"]), std::back_inserter(owner.columns));
  return owner;
}

StatisticsOwner StatisticsOwner::Of(const Table& table, const Partition& partition) {
  StatisticsOwner owner = {partition.id,
                           ColumnsOf(partition.document["StorageDescriptor"]["Columns"])};
  if (owner.columns.empty()) {
    owner.columns = ColumnsOf(table.document["StorageDescriptor"]["Columns"]);
  }
  return owner;
}

Status CheckStatistics(const json::Value& statistics) {
  const json::Value& data = statistics["StatisticsData"];
  const std::string type = data["Type"].StringOr("");
  for (const auto& [name, member] : kData) {
    if (data[member].IsNull() == (name != type)) continue;
    return InvalidInput("StatisticsData of the type " + type + " must " +
                        (name == type ? "have " : "not have ") + std::string(member) + ": column " +
                        statistics["ColumnName"].StringOr(""));
  }
  return {};
}

// A stored document is {"type": the column's type, "statistics": the ColumnStatistics}.
Result<json::Value> ColumnStatisticsStore::Get(db::Transaction& transaction,
                                               const StatisticsOwner& owner,
                                               std::string_view column) const {
  const std::string name = AsciiLower(column);
  const Error missing = NotFound("Statistics do not exist for this column");
  const StatisticsOwner::Column* found = FindColumn(owner, name);
  if (found == nullptr) return missing;
  ASSIGN_OR_RETURN(
      json::Value stored,
      QueryOne<json::Value>(
          transaction,
          "SELECT document FROM catalog_column_statistics "
          "WHERE owner_id = ?1 AND column_name = ?2",
          {owner.id, name}, [](const db::Row& row) { return json::Parse(row.View(0)); }, missing));
  if (stored["type"] != json::Value(found->type)) return missing;
  return stored["statistics"];
}

Status ColumnStatisticsStore::Put(db::Transaction& transaction, const StatisticsOwner& owner,
                                  const json::Value& statistics) const {
  RETURN_IF_ERROR(CheckStatistics(statistics));
  const std::string name = AsciiLower(statistics["ColumnName"].StringOr(""));
  const StatisticsOwner::Column* column = FindColumn(owner, name);
  if (column == nullptr) return NotFound("Column " + name + " not found.");
  const json::Value stored = {{"type", column->type}, {"statistics", statistics}};
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO catalog_column_statistics(owner_id, column_name, document) "
          "VALUES (?1, ?2, ?3) "
          "ON CONFLICT(owner_id, column_name) DO UPDATE SET document = excluded.document",
          {owner.id, name, json::Dump(stored)}));
  return {};
}

Status ColumnStatisticsStore::Delete(db::Transaction& transaction, const StatisticsOwner& owner,
                                     std::string_view column) const {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("DELETE FROM catalog_column_statistics "
                                       "WHERE owner_id = ?1 AND column_name = ?2",
                                       {owner.id, AsciiLower(column)}));
  return {};
}

}  // namespace tenon::catalog
