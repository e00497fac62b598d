#pragma once

// What the tests of nodes over databases share: a world with the connections pg (PostgreSQL, the
// database shop) and my (MySQL), and with tables "db.<name>" of the Data Catalog.

#include <string>
#include <string_view>

#include "graph/nodes/node_test.h"
#include "types/schema.h"

namespace tenon::graph {

inline MemoryEnvironment DatabaseWorld() {
  MemoryEnvironment world;
  world.connections["pg"] = {.name = "pg", .host = "h", .database = "shop", .user = "u"};
  world.connections["my"] = {.name = "my", .kind = task::DatabaseKind::kMySql, .database = "shop"};
  return world;
}

// A table as a crawler over a JDBC connection lists it; `parameters` as JSON, beside connectionName
// and classification.
inline void AddTable(MemoryEnvironment& world, const std::string& name, std::string_view connection,
                     std::string_view location, std::string_view columns,
                     std::string_view parameters = "{}") {
  json::Value own = *json::Parse(parameters);
  if (!connection.empty()) own.Set("connectionName", std::string(connection));
  own.Set("classification", connection == "my" ? "mysql" : "postgresql");
  json::Value list = json::Array{};
  for (const Column& column : columns.empty() ? Schema() : Columns(columns)) {
    list.Append({{"Name", column.name}, {"Type", HiveName(column.type)}});
  }
  world.tables["db." + name] = {
      {"Name", name},
      {"Parameters", std::move(own)},
      {"StorageDescriptor", {{"Location", std::string(location)}, {"Columns", std::move(list)}}}};
}

}  // namespace tenon::graph
