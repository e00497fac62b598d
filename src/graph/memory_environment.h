#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace tenon::graph {

// An Environment of values: the twin of the real one for tests and fuzzers. One thread at a time.
class MemoryEnvironment final : public Environment {
 public:
  Result<json::Value> Table(std::string_view database, std::string_view table) override;
  Result<task::DatabaseConnection> Connection(std::string_view name) override;
  Result<Schema> FileSchema(const Scan& scan) override;
  Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string> names,
                             std::span<const Schema> schemas) override;
  std::uint64_t BytesOf(const Scan& scan) override;
  Result<DataRows> QueryRows(const Plan& plan, std::string_view sql) override;

  std::map<std::string, json::Value>
      tables;  // by "database.table"; a database exists if it has one
  std::map<std::string, task::DatabaseConnection> connections;  // by name
  // By the first location of the scan; of a database, by its table or query.
  std::map<std::string, Schema> files;
  std::map<std::string, std::uint64_t> bytes;  // by the first location of the scan
  // The answer to every query; kUnavailable while it is empty.
  Schema query_schema;
  std::vector<std::string> queries;  // that were asked
  // The answer to every query for rows; kUnavailable while it is absent.
  std::optional<DataRows> rows;
};

}  // namespace tenon::graph
