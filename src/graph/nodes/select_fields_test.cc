#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("SelectFields keeps what is named, in the order named") {
  const BindResult bound =
      BindNode("SelectFields", R"({"Paths":[["b"],["a"],["b"]]})", {"a int, b string, c date"});
  CHECK(SqlOf(bound) == R"(SELECT "b", "a" FROM "n1")");
  CHECK(Text(bound->schema) == "b string, a int");
  CHECK(std::get<Select>(bound->part).origins ==
        std::vector<std::optional<ColumnOf>>{ColumnOf{0, 1}, ColumnOf{0, 0}});
}

TEST_CASE("SelectFields keeps the struct around the fields named") {
  const BindResult bound =
      BindNode("SelectFields", R"({"Paths":[["a","z"],["b"],["a","x","y"],["b","c"]]})",
               {"a struct<x:struct<y:int,w:int>,z:date,q:int>, b struct<c:int,d:int>"});
  CHECK(SqlOf(bound) ==
        R"(SELECT CASE WHEN ("a") IS NOT NULL THEN {'x': CASE WHEN ("a")."x" IS NOT NULL THEN )"
        R"({'y': ("a")."x"."y"} END, 'z': ("a")."z"} END AS "a", "b" FROM "n1")");
  CHECK(Text(bound->schema) == "a struct<x:struct<y:int>,z:date>, b struct<c:int,d:int>");
}

TEST_CASE("SelectFields counts upper and lower case, and says so") {
  const BindResult bound = BindNode("SelectFields", R"({"Paths":[["A"],["x"]]})", {"a int"});
  CHECK(FaultsOf(bound) ==
        "Paths: there is no column A (upper and lower case count in this transform); did you mean "
        "a?\n"
        "Paths: there is no column x; there are: a");
  CHECK(bound.error()[0].fixes ==
        std::vector<Fix>{{"Use a", {SetParameter{"Paths", *json::Parse(R"([["a"],["x"]])")}}}});
  CHECK(FaultsOf(BindNode("SelectFields", R"({"Paths":[["a","nam"]]})", {"a struct<name:int>"})) ==
        "Paths: a has no field nam; did you mean name?");
}

TEST_CASE("SelectFields refuses nothing at all") {
  CHECK(FaultsOf(BindNode("SelectFields", R"({"Paths":[]})", {"a int"})) ==
        "Paths: no field is selected; select at least one");
}

}  // namespace tenon::graph
