#include "graph/memory_environment.h"

#include <algorithm>

namespace tenon::graph {

Result<json::Value> MemoryEnvironment::Table(std::string_view database, std::string_view table) {
  const std::string prefix = std::string(database) + ".";
  const auto found = tables.find(prefix + std::string(table));
  if (found != tables.end()) return found->second;
  const bool has_database = std::ranges::any_of(
      tables, [&](const auto& entry) { return entry.first.starts_with(prefix); });
  if (!has_database) return NotFound("Database " + std::string(database) + " not found.");
  return NotFound("Table " + std::string(table) + " not found.");
}

Result<task::DatabaseConnection> MemoryEnvironment::Connection(std::string_view name) {
  const auto found = connections.find(std::string(name));
  if (found == connections.end())
    return NotFound("Connection " + std::string(name) + " not found.");
  return found->second;
}

Result<Schema> MemoryEnvironment::FileSchema(const Scan& scan) {
  if (const auto& database = scan.source.database) {
    const auto table = files.find(database->query.empty() ? database->table : database->query);
    if (table != files.end()) return table->second;
    return Unavailable("the database does not answer");
  }
  const auto found = files.find(scan.locations.empty() ? "" : scan.locations[0]);
  if (found == files.end()) return NotFound("there is no file in " + scan.locations[0]);
  return found->second;
}

Result<Schema> MemoryEnvironment::QuerySchema(std::string_view sql, std::span<const std::string>,
                                              std::span<const Schema>) {
  queries.emplace_back(sql);
  if (query_schema.empty()) return Unavailable("there is no engine to ask");
  return query_schema;
}

std::uint64_t MemoryEnvironment::BytesOf(const Scan& scan) {
  const auto found = bytes.find(scan.locations.empty() ? "" : scan.locations[0]);
  return found == bytes.end() ? 0 : found->second;
}

Result<DataRows> MemoryEnvironment::QueryRows(const Plan&, std::string_view sql) {
  queries.emplace_back(sql);
  if (!rows) return Unavailable("there is no data to read");
  return *rows;
}

}  // namespace tenon::graph
