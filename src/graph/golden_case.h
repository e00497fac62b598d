#pragma once

#include "graph/memory_environment.h"
#include "task/task.h"

// For tests: a job and the world around it, as the files of tests/golden hold them:
//   {"Nodes": CodeGenConfigurationNodes, "Tables": {"database.table": TableInput},
//    "Connections": {"name": "postgresql"}, all to the database "shop",
//    "Files": {"s3://...": [{"Name","Type"}]}, "Query": [{"Name","Type"}]}
namespace tenon::graph {

inline MemoryEnvironment EnvironmentOf(const json::Value& input) {
  MemoryEnvironment environment;
  if (const json::Object* tables = input["Tables"].AsObject()) {
    for (const auto& [name, document] : tables->members) environment.tables[name] = document;
  }
  if (const json::Object* files = input["Files"].AsObject()) {
    for (const auto& [name, schema] : files->members) {
      environment.files[name] = *task::ParseSchema(schema);
    }
  }
  if (const json::Object* connections = input["Connections"].AsObject()) {
    for (const auto& [name, kind] : connections->members) {
      environment.connections[name] = {
          .name = name, .kind = *task::ParseDatabaseKind(kind.StringOr("")), .database = "shop"};
    }
  }
  if (!input["Query"].IsNull()) environment.query_schema = *task::ParseSchema(input["Query"]);
  return environment;
}

}  // namespace tenon::graph
