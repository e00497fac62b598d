#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/describe.h"
#include "engine/duckdb.h"
#include "graph/nodes/node_test.h"

namespace tenon::engine {

// For tests: what a graph asks for while it is bound, by a connection to a real engine and a
// catalog of `tables`, by "database.table"; there are no files. The connection must outlive it. One
// thread at a time.
class TableEnvironment final : public graph::Environment {
 public:
  explicit TableEnvironment(engine::Connection& connection) : connection_(connection) {}

  Result<json::Value> Table(std::string_view database, std::string_view table) override {
    const auto found = tables.find(std::string(database) + '.' + std::string(table));
    if (found != tables.end()) return found->second;
    return NotFound("Table " + std::string(table) + " not found.");
  }
  Result<task::DatabaseConnection> Connection(std::string_view) override {
    return NotFound("there is no connection");
  }
  Result<Schema> FileSchema(const graph::Scan&) override { return NotFound("there is no file"); }
  Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string>,
                             std::span<const Schema>) override {
    return DescribeSelect(connection_, std::string(sql));
  }
  std::uint64_t BytesOf(const graph::Scan&) override { return 0; }
  Result<graph::DataRows> QueryRows(const graph::Plan&, std::string_view sql) override {
    return connection_.Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + std::string(sql) + ")");
  }

  std::map<std::string, json::Value> tables;

 private:
  engine::Connection& connection_;
};

}  // namespace tenon::engine
