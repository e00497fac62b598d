#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("DropDuplicates compares whole rows, or the keys") {
  const BindResult all = BindNode("DropDuplicates", "{}", {"a int, b int"});
  CHECK(SqlOf(all) == R"(SELECT DISTINCT "a", "b" FROM "n1")");
  CHECK(std::get<Select>(all->part).deciding.size() == 2);
  const BindResult keyed = BindNode("DropDuplicates", R"({"Columns":[["B"],["s","x"]]})",
                                    {"a int, b int, s struct<x:int>"});
  CHECK(SqlOf(keyed) == R"(SELECT DISTINCT ON ("b", ("s")."x") "a", "b", "s" FROM "n1")");
  CHECK(std::get<Select>(keyed->part).origins ==
        std::vector<std::optional<ColumnOf>>{std::nullopt, ColumnOf{0, 1}, std::nullopt});
  CHECK(std::get<Select>(keyed->part).deciding == std::vector<ColumnOf>{{0, 1}, {0, 2}});
}

TEST_CASE("DropDuplicates names keys that are not there") {
  const BindResult bound =
      BindNode("DropDuplicates", R"({"Columns":[["emial"],["a"]]})", {"a int, email string"});
  CHECK(FaultsOf(bound) == "Columns: there is no column emial; did you mean email?");
  CHECK(bound.error()[0].fixes ==
        std::vector<Fix>{
            {"Use email", {SetParameter{"Columns", *json::Parse(R"([["email"],["a"]])")}}}});
}

}  // namespace tenon::graph
