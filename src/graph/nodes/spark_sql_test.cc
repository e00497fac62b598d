#include "graph/nodes/node_test.h"

namespace tenon::graph {

const char kQuery[] =
    R"({"Inputs":["n1"],"SqlQuery":"select `a b` from myDataSource where s = \"x\";",
    "SqlAliases":[{"From":"n1","Alias":"myDataSource"}],
    "OutputSchemas":[{"Columns":[{"Name":"a b","Type":"int"}]}]})";

TEST_CASE("SparkSQL runs its query over the inputs' aliases, with columns as the engine says") {
  MemoryEnvironment environment;
  environment.query_schema = Columns("n bigint");
  const BindResult bound = BindNode("SparkSQL", kQuery, {"s string"}, environment);
  CHECK(SqlOf(bound) == R"(WITH "myDataSource" AS (SELECT * FROM "n1") )"
                        R"(SELECT * FROM (select "a b" from myDataSource where s = 'x') AS query)");
  CHECK(Text(bound->schema) == "n bigint");
  CHECK(environment.queries == std::vector<std::string>{SqlOf(bound)});
}

TEST_CASE("SparkSQL falls back to its output schema when no engine can be asked") {
  CHECK(BindNode("SparkSQL", kQuery, {"s string"})->schema == Schema{{"a b", *ParseType("int")}});
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
