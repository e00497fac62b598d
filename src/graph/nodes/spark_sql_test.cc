#include "graph/nodes/node_test.h"

namespace tenon::graph {

const char kQuery[] =
    R"({"Inputs":["n1"],"SqlQuery":"select `ab` from myDataSource where s = \"x\";",
    "SqlAliases":[{"From":"n1","Alias":"myDataSource"}],
    "OutputSchemas":[{"Columns":[{"Name":"ab","Type":"int"}]}]})";

TEST_CASE("SparkSQL runs its query over the inputs' aliases, with columns as the engine says") {
  MemoryEnvironment environment;
  environment.query_schema = Columns("n bigint");
  const BindResult bound = BindNode("SparkSQL", kQuery, {"s string, ab bigint"}, environment);
  CHECK(SqlOf(bound) ==
        R"(WITH "myDataSource" AS (SELECT * FROM "n1") SELECT * FROM (SELECT "ab" AS "ab" )"
        R"(FROM "myDataSource" WHERE ("s" = 'x')) AS query)");
  CHECK(Text(bound->schema) == "n bigint");
  CHECK(environment.queries == std::vector<std::string>{SqlOf(bound)});
}

TEST_CASE("SparkSQL takes the types that it knows when no engine can be asked, then the declared") {
  CHECK(BindNode("SparkSQL", kQuery, {"s string, ab bigint"})->schema ==
        Schema{{"ab", *ParseType("bigint")}});
  CHECK(BindNode("SparkSQL",
                 R"({"Inputs":["n1"],"SqlQuery":"select nullif(NULL, s) as x from t",
                     "SqlAliases":[{"From":"n1","Alias":"t"}],
                     "OutputSchemas":[{"Columns":[{"Name":"x","Type":"int"}]}]})",
                 {"s string, ab bigint"})
            ->schema == Schema{{"x", *ParseType("int")}});
}

TEST_CASE("SparkSQL tells the columns that make a value and those that decide about rows") {
  const BindResult bound = BindNode("SparkSQL",
                                    R"({"Inputs":["n1","n2"],
      "SqlQuery":"select a.x + b.y as z from a join b on a.k = b.k where b.f",
      "SqlAliases":[{"From":"n2","Alias":"b"},{"From":"n1","Alias":"a"}]})",
                                    {"k int, x int", "k int, y int, f boolean"});
  REQUIRE(bound);
  const Select& select = std::get<Select>(bound->part);
  CHECK(select.values == std::vector<std::vector<ColumnOf>>{{{0, 1}, {1, 1}}});
  CHECK(select.deciding == std::vector<ColumnOf>{{0, 0}, {1, 0}, {1, 2}});
  CHECK(select.lineage_gap.empty());
}

TEST_CASE("SparkSQL names a column that its inputs do not have") {
  CHECK(FaultsOf(BindNode("SparkSQL", kQuery, {"s string"})) ==
        "SqlQuery: line 1:8: no such column: ab; the columns here are s");
}

TEST_CASE("SparkSQL refuses several statements and inputs without alias") {
  CHECK(FaultsOf(BindNode("SparkSQL",
                          R"({"Inputs":["n1"],"SqlQuery":"select 1; drop table t",
                              "SqlAliases":[{"From":"n1","Alias":"t"}]})",
                          {"a int"})) ==
        "SqlQuery: the query holds more than one statement; keep one");
  CHECK(FaultsOf(BindNode("SparkSQL", R"({"Inputs":["n1"],"SqlQuery":"select 1","SqlAliases":[]})",
                          {"a int"})) == "SqlAliases: input Input 1 has no alias; give it one");
  CHECK(ParseNode("SparkSQL", R"({"Inputs":["n1"],"SqlQuery":"select 1",
                                  "SqlAliases":[{"From":"n9","Alias":"t"}]})")
            .error()
            .message == "SqlAliases: From must be one of the node's Inputs: n9");
}

}  // namespace tenon::graph
