#include "graph/nodes/node_test.h"

namespace tenon::graph {

constexpr const char* kAll = R"({"UnionType":"ALL"})";

TEST_CASE("Union puts columns together by their places and widens their types") {
  const std::vector<std::string> inputs = {"id int, at date, s string",
                                           "ID bigint, at timestamp, s string"};
  const BindResult all = BindNode("Union", kAll, inputs);
  CHECK(SqlOf(all) ==
        R"(SELECT TRY_CAST("id" AS BIGINT) AS "id", TRY_CAST("at" AS TIMESTAMP) AS "at", "s" )"
        R"(FROM "n1" UNION ALL SELECT "ID" AS "id", "at", "s" FROM "n2")");
  CHECK(Text(all->schema) == "id bigint, at timestamp, s string");
  CHECK(all->warnings.empty());
  const auto& select = std::get<Select>(all->part);
  CHECK(select.values[0] == std::vector<ColumnOf>{{0, 0}, {1, 0}});
  CHECK_FALSE(select.origins[0]);
  CHECK(select.deciding.empty());
  const BindResult distinct = BindNode("Union", R"({"UnionType":"DISTINCT"})", inputs);
  CHECK(SqlOf(distinct).find(" UNION SELECT ") != std::string::npos);
  CHECK(std::get<Select>(distinct->part).deciding.size() == 6);
}

TEST_CASE("Union names unlike numbers of columns, and selects the common ones") {
  const BindResult bound = BindNode("Union", kAll, {"id int, a int", "A int, b int, ID int"});
  CHECK(FaultsOf(bound) ==
        "Inputs: Input 1 has 2 columns and Input 2 has 3; select the same ones of both before the "
        "union");
  const Fix& fix = bound.error()[0].fixes.at(0);
  CHECK(fix.title == "Select the common columns");
  REQUIRE(fix.edits.size() == 2);
  const auto& second = std::get<InsertNode>(fix.edits[1]);
  CHECK(second.input == 1);
  CHECK(second.kind == "SelectFields");
  CHECK(json::Dump(second.parameters["Paths"]) == R"([["ID"],["A"]])");
  CHECK(BindNode("Union", kAll, {"x int", "y int, z int"}).error()[0].fixes.empty());
}

TEST_CASE("Union names types that cannot be put together, and casts") {
  const BindResult bound = BindNode("Union", kAll, {"id int, a boolean", "id int, b int"});
  CHECK(FaultsOf(bound) ==
        "Inputs: column 2 is a (boolean) in Input 1 and b (int) in Input 2, which cannot be put "
        "together; give both one type by a Change Schema node");
  const auto& cast = std::get<InsertNode>(bound.error()[0].fixes.at(0).edits.at(0));
  CHECK(json::Dump(cast.parameters["Mapping"]) ==
        R"([{"ToKey":"id","FromPath":["id"],"FromType":"int","ToType":"int","Dropped":false},)"
        R"({"ToKey":"b","FromPath":["b"],"FromType":"int","ToType":"boolean","Dropped":false}])");
}

TEST_CASE("Union warns where names differ, and offers the first input's order") {
  const BindResult swapped = BindNode("Union", kAll, {"a int, b int", "b int, a int"});
  REQUIRE(swapped);
  REQUIRE(swapped->warnings.size() == 1);
  CHECK(swapped->warnings[0].message ==
        "columns are put together by their places, not by their names: b of Input 2 comes under a "
        "of Input 1");
  const auto& order = std::get<InsertNode>(swapped->warnings[0].fixes.at(0).edits.at(0));
  CHECK(json::Dump(order.parameters["Paths"]) == R"([["a"],["b"]])");
  const BindResult other = BindNode("Union", kAll, {"a int, b int", "a int, c int"});
  CHECK(other->warnings.at(0).fixes.empty());
}

TEST_CASE("Union knows two types") {
  CHECK(ParseNode("Union", R"({"UnionType":"BY_NAME"})").error().message ==
        "UnionType must be ALL or DISTINCT: BY_NAME");
}

}  // namespace tenon::graph
