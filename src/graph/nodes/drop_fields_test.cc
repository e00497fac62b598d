#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("DropFields keeps what is not named") {
  const BindResult bound = BindNode("DropFields", R"({"Paths":[["b"]]})", {"a int, b int, c int"});
  CHECK(SqlOf(bound) == R"(SELECT "a", "c" FROM "n1")");
  CHECK(std::get<Select>(bound->part).origins ==
        std::vector<std::optional<ColumnOf>>{ColumnOf{0, 0}, ColumnOf{0, 2}});
  CHECK(bound->warnings.empty());
}

TEST_CASE("DropFields takes a field out of its struct, and the struct with its last one") {
  const BindResult bound = BindNode("DropFields", R"({"Paths":[["a","x"],["b","c"],["b","d"]]})",
                                    {"a struct<x:int,y:int>, b struct<c:int,d:int>, e int"});
  CHECK(SqlOf(bound) ==
        R"(SELECT CASE WHEN ("a") IS NOT NULL THEN {'y': ("a")."y"} END AS "a", "e" FROM "n1")");
  CHECK(Text(bound->schema) == "a struct<y:int>, e int");
}

TEST_CASE("DropFields warns of a path that leads nowhere") {
  const BindResult bound = BindNode("DropFields", R"({"Paths":[["emial"]]})", {"email string"});
  CHECK(SqlOf(bound) == R"(SELECT "email" FROM "n1")");
  REQUIRE(bound->warnings.size() == 1);
  CHECK(bound->warnings[0].message ==
        "nothing is dropped: there is no column emial; did you mean email?");
  CHECK(bound->warnings[0].fixes.size() == 1);
}

TEST_CASE("DropFields refuses to drop everything") {
  CHECK(FaultsOf(
            BindNode("DropFields", R"({"Paths":[["a"],["b","c"]]})", {"a int, b struct<c:int>"})) ==
        "Paths: every field is dropped; keep at least one");
}

}  // namespace tenon::graph
