#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("SplitFields makes a table of the fields named and one of the rest") {
  const BindResult bound = BindNode("SplitFields", R"({"Paths":[["c"],["s","x"]]})",
                                    {"a int, s struct<x:int,y:int>, c int"});
  REQUIRE(bound);
  const auto& frames = std::get<Frames>(bound->part);
  REQUIRE(frames.size() == 2);
  CHECK(frames[0].name == "split0");
  CHECK(Text(frames[0].schema) == "c int, s struct<x:int>");
  CHECK(frames[1].name == "split1");
  CHECK(Text(frames[1].schema) == "a int, s struct<y:int>");
  CHECK(ToSql(frames[1].select) ==
        R"(SELECT "a", CASE WHEN ("s") IS NOT NULL THEN {'y': ("s")."y"} END AS "s" FROM "n1")");
}

TEST_CASE("SplitFields needs something on both sides") {
  CHECK(FaultsOf(BindNode("SplitFields", R"({"Paths":[]})", {"a int"})) ==
        "Paths: no field is named; name at least one");
  CHECK(FaultsOf(BindNode("SplitFields", R"({"Paths":[["a"]]})", {"a int"})) ==
        "Paths: every field is named, so the second table has none; leave one out");
  CHECK(FaultsOf(BindNode("SplitFields", R"({"Paths":[["x"]]})", {"a int"})) ==
        "Paths: there is no column x; there are: a");
}

}  // namespace tenon::graph
