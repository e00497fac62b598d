#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/describe.h"
#include "engine/duckdb.h"
#include "engine/functions.h"
#include "engine/testing/table_environment.h"
#include "graph/nodes/node_test.h"
#include "text/quote.h"

namespace tenon::engine {

// For tests: the rows that a node makes of the rows of SELECTs, its inputs n1, n2, ..., by a real
// engine, which is also asked for types and for the data that columns hang on. One thread at a
// time.
class RowBench {
 public:
  explicit RowBench(const std::vector<std::string>& selects)
      : database_(*Database::Open()), connection_(*database_.Connect()), environment_(connection_) {
    REQUIRE(RegisterFunctions(connection_));
    for (const std::string& select : selects) {
      const std::string number = std::to_string(inputs_.size() + 1);
      const Status made = connection_.Execute("CREATE TABLE n" + number + " AS " + select);
      REQUIRE_MESSAGE(made, made.error().message);
      inputs_.push_back(
          {"n" + number, "Input " + number, "n" + number, ColumnsOf("FROM n" + number)});
    }
  }
  explicit RowBench(const std::string& select) : RowBench(std::vector{select}) {}

  // A table of the catalog, "shop.users", and the rows that a lookup finds in it.
  void AddTable(const std::string& name, const std::string& select) {
    const std::string relation = "\"lookup/" + name + '"';
    const Status made = connection_.Execute("CREATE TABLE " + relation + " AS " + select);
    REQUIRE_MESSAGE(made, made.error().message);
    json::Array columns;
    for (const Column& column : ColumnsOf("FROM " + relation)) {
      columns.push_back({{"Name", column.name}, {"Type", HiveName(column.type)}});
    }
    environment_.tables[name] = {
        {"Name", name},
        {"Parameters", {{"classification", "parquet"}}},
        {"StorageDescriptor", {{"Columns", columns}, {"Location", "s3://b/" + name + '/'}}}};
  }

  graph::BindResult Bind(std::string_view kind, std::string_view parameters) {
    const Result<graph::NodePtr> node = graph::ParseNode(kind, parameters);
    REQUIRE_MESSAGE(node, node.error().message);
    return (*node)->Bind(inputs_, environment_);
  }

  // The columns and the rows, sorted, or what is wrong; of a collection, those of each table after
  // its name. The types that the node tells must be those that the engine makes, and where it says
  // that each row of an input makes one there must be as many.
  std::string Rows(std::string_view kind, std::string_view parameters) {
    const graph::BindResult bound = Bind(kind, parameters);
    if (!bound) return graph::FaultsOf(bound);
    if (const auto* select = std::get_if<graph::Select>(&bound->part)) {
      const std::string& of = select->rows_of;
      CHECK((of.empty() || CountOf(ToSql(*select)) == CountOf("FROM " + SqlIdentifier(of))));
      return RowsOf(ToSql(*select), bound->schema);
    }
    std::string out;
    for (const graph::Frame& frame : std::get<graph::Frames>(bound->part)) {
      out += '[' + frame.name + "]\n" + RowsOf(ToSql(frame.select), frame.schema);
    }
    return out;
  }

  // The rows of what puts them in order, as they come.
  std::string OrderedRows(std::string_view kind, std::string_view parameters) {
    const graph::BindResult bound = Bind(kind, parameters);
    if (!bound) return graph::FaultsOf(bound);
    return TextOf(ToSql(std::get<graph::Select>(bound->part)), "");
  }

  // The number of rows of a SELECT, and a number that hangs on all of them in any order.
  std::string Digest(const std::string& sql) {
    const auto rows = connection_.Query(
        "SELECT count(*), CAST(sum(CAST(hash(t) AS HUGEINT)) AS VARCHAR) FROM (" + sql + ") AS t");
    return rows ? rows->at(0).at(0).value_or("") + ' ' + rows->at(0).at(1).value_or("")
                : rows.error().message;
  }

  Schema ColumnsOf(const std::string& sql) {
    Result<Schema> schema = DescribeSelect(connection_, sql);
    REQUIRE_MESSAGE(schema, schema.error().message, " in ", sql);
    return *std::move(schema);
  }

 private:
  std::string CountOf(const std::string& sql) {
    const auto rows = connection_.Query("SELECT count(*) FROM (" + sql + ")");
    return rows ? rows->at(0).at(0).value_or("") : rows.error().message;
  }

  std::string RowsOf(const std::string& sql, const Schema& schema) {
    CHECK_MESSAGE(graph::Text(ColumnsOf(sql)) == graph::Text(schema), sql);
    return graph::Text(schema) + '\n' + TextOf(sql, " ORDER BY ALL NULLS FIRST");
  }

  // Every row on a line, or what is wrong.
  std::string TextOf(const std::string& sql, const std::string& order) {
    const auto rows =
        connection_.Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")" + order);
    if (!rows) return rows.error().message;
    std::string out;
    for (const Row& row : *rows) {
      for (const Field& field : row) out += field.value_or("NULL") + '|';
      out += '\n';
    }
    return out;
  }

  Database database_;
  Connection connection_;
  TableEnvironment environment_;
  std::vector<graph::Input> inputs_;
};

}  // namespace tenon::engine
