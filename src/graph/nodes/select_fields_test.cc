#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("SelectFields keeps the columns named, in the order named, once each") {
  const BindResult bound =
      BindNode("SelectFields", R"({"Paths":[["b"],["a"],["b"]]})", {"a int, b string, c date"});
  CHECK(SqlOf(bound) == R"(SELECT "b", "a" FROM "n1")");
  CHECK(Text(bound->schema) == "b string, a int");
}

TEST_CASE("SelectFields counts upper and lower case, and says so") {
  CHECK(FaultsOf(BindNode("SelectFields", R"({"Paths":[["A"],["x"]]})", {"a int"})) ==
        "Paths: there is no column A (upper and lower case count in this transform); there are: a\n"
        "Paths: there is no column x; there are: a");
}

TEST_CASE("SelectFields refuses nothing at all and fields inside structs") {
  CHECK(FaultsOf(BindNode("SelectFields", R"({"Paths":[]})", {"a int"})) ==
        "Paths: no field is selected; select at least one");
  CHECK(FaultsOf(BindNode("SelectFields", R"({"Paths":[["a","b"]]})", {"a struct<b:int>"})) ==
        "Paths: a field inside a struct cannot be selected here yet: a.b; select the whole column");
}

}  // namespace tenon::graph
