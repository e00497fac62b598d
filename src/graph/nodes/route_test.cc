#include "graph/nodes/node_test.h"

namespace tenon::graph {

std::string RouteBy(std::string_view first, std::string_view second = "many") {
  return R"({"GroupFiltersList":[
      {"GroupName":"few","LogicalOperator":"AND","Filters":[{"Operation":"LT","Values":[
        {"Type":"COLUMNEXTRACTED","Value":[")" +
         std::string(first) + R"("]},{"Type":"CONSTANT","Value":["10"]}]}]},
      {"GroupName":")" +
         std::string(second) + R"(","LogicalOperator":"OR","Filters":[{"Operation":"GT","Values":[
        {"Type":"COLUMNEXTRACTED","Value":["n"]},{"Type":"CONSTANT","Value":["90"]}]},
        {"Operation":"ISNULL","Values":[{"Type":"COLUMNEXTRACTED","Value":["s"]}]}]}]})";
}

TEST_CASE("Route makes a table of each group and one of the rows in none") {
  const BindResult bound = BindNode("Route", RouteBy("n"), {"n int, s string"});
  REQUIRE(bound);
  const auto& frames = std::get<Frames>(bound->part);
  REQUIRE(frames.size() == 3);
  CHECK(frames[0].name == "few");
  CHECK(ToSql(frames[0].select) == R"(SELECT "n", "s" FROM "n1" WHERE "n" < 10)");
  CHECK(frames[0].select.needed == std::vector<ColumnOf>{{0, 0}});
  CHECK(frames[1].name == "many");
  CHECK(ToSql(frames[1].select) == R"(SELECT "n", "s" FROM "n1" WHERE "n" > 90 OR "s" IS NULL)");
  CHECK(frames[2].name == "default_group");
  CHECK(ToSql(frames[2].select) == R"(SELECT "n", "s" FROM "n1" WHERE ("n" < 10) IS NOT TRUE AND )"
                                   R"(("n" > 90 OR "s" IS NULL) IS NOT TRUE)");
  CHECK(frames[2].select.needed.empty());
  CHECK(frames[2].select.deciding == std::vector<ColumnOf>{{0, 0}, {0, 0}, {0, 1}});
}

TEST_CASE("Route names the group with a field that is not there") {
  const BindResult bound = BindNode("Route", RouteBy("number"), {"n int, s string, numbr int"});
  CHECK(FaultsOf(bound) == "GroupFiltersList: few: there is no column number; did you mean numbr?");
  const auto& fix = std::get<SetParameter>(bound.error()[0].fixes.at(0).edits.at(0));
  CHECK(fix.value == (*json::Parse(RouteBy("numbr")))["GroupFiltersList"]);
}

TEST_CASE("Route wants groups with names of their own") {
  CHECK(ParseNode("Route", R"({"GroupFiltersList":[]})").error().message ==
        "GroupFiltersList must have at least one group");
  for (const char* name : {"few", "", "default_group"}) {
    CHECK(ParseNode("Route", RouteBy("n", name)).error().message ==
          "GroupFiltersList: each GroupName must be of its own, and not empty or default_group: " +
              std::string(name));
  }
}

}  // namespace tenon::graph
