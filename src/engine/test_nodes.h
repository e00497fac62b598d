#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/duckdb.h"
#include "graph/nodes/node_test.h"
#include "text/quote.h"

namespace tenon::engine {

// For tests: tables in an engine, and the rows of single nodes over them. One thread at a time.
class NodeBench {
 public:
  NodeBench() : database_(*Database::Open()), connection_(*database_.Connect()) {
    environment_.connection = &connection_;
  }

  // A table n1, n2, ... of a SELECT's rows.
  void AddTable(const std::string& select) {
    const std::string name = "n" + std::to_string(inputs_.size() + 1);
    const Status made = connection_.Execute("CREATE TABLE " + name + " AS " + select);
    REQUIRE_MESSAGE(made, made.error().message);
    inputs_.push_back({name, "Input " + name, name, ColumnsOf("FROM " + name)});
  }

  graph::BindResult Bind(std::string_view kind, std::string_view parameters) {
    const Result<graph::NodePtr> node = graph::ParseNode(kind, parameters);
    REQUIRE_MESSAGE(node, node.error().message);
    return (*node)->Bind(inputs_, environment_);
  }

  // The columns and the rows, sorted, of what the node yields, or its faults. Its declared types
  // are checked against those of the engine.
  std::string Rows(std::string_view kind, std::string_view parameters) {
    const graph::BindResult bound = Bind(kind, parameters);
    if (!bound) return graph::FaultsOf(bound);
    if (const auto* select = std::get_if<graph::Select>(&bound->part)) {
      return Rows(ToSql(*select), bound->schema);
    }
    std::string out;
    for (const graph::Frame& frame : std::get<graph::Frames>(bound->part)) {
      out += '[' + frame.name + "]\n" + Rows(ToSql(frame.select), frame.schema);
    }
    return out;
  }

  std::string Rows(const std::string& sql, const Schema& schema) {
    CHECK(graph::Text(ColumnsOf(sql)) == graph::Text(schema));
    const auto rows = connection_.Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql +
                                        ") ORDER BY ALL NULLS FIRST");
    if (!rows) return rows.error().message;
    std::string out = graph::Text(schema) + '\n';
    for (const Row& row : *rows) {
      for (const Field& field : row) out += field.value_or("NULL") + '|';
      out += '\n';
    }
    return out;
  }

 private:
  // Asks the engine for rows, as a run does.
  class Environment final : public graph::Environment {
   public:
    Result<json::Value> Table(std::string_view, std::string_view) override { return NotFound("-"); }
    Result<Schema> FileSchema(const graph::Scan&) override { return NotFound("-"); }
    Result<Schema> QuerySchema(std::string_view, std::span<const std::string>,
                               std::span<const Schema>) override {
      return Unavailable("-");
    }
    std::uint64_t BytesOf(const graph::Scan&) override { return 0; }
    Result<graph::DataRows> QueryRows(const graph::Plan&, std::string_view sql) override {
      return connection->Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + std::string(sql) +
                               ")");
    }
    Connection* connection = nullptr;
  };

  Schema ColumnsOf(const std::string& sql) {
    const auto described =
        connection_.Query("SELECT column_name, column_type FROM (DESCRIBE " + sql + ")");
    REQUIRE_MESSAGE(described, described.error().message);
    Schema schema;
    for (const Row& row : *described) schema.push_back({*row[0], *ParseDuckDbType(*row[1])});
    return schema;
  }

  Database database_;
  Connection connection_;
  Environment environment_;
  std::vector<graph::Input> inputs_;
};

}  // namespace tenon::engine
