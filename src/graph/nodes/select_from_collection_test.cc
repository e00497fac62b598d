#include "graph/nodes/node_test.h"

namespace tenon::graph {

BindResult Pick(std::string_view index, std::vector<InputFrame> frames) {
  const Result<NodePtr> node =
      ParseNode("SelectFromCollection", R"({"Index":)" + std::string(index) + "}");
  REQUIRE(node);
  MemoryEnvironment environment;
  const Input input{
      .id = "n1", .title = "Router", .relation = "", .schema = {}, .frames = std::move(frames)};
  return (*node)->Bind({&input, 1}, environment);
}

TEST_CASE("SelectFromCollection takes a table by its place") {
  const std::vector<InputFrame> frames = {{"few", "n1/few", Columns("a int")},
                                          {"rest", "n1/rest", Columns("b int, c int")}};
  const BindResult bound = Pick("1", frames);
  CHECK(SqlOf(bound) == R"(SELECT "b", "c" FROM "n1/rest")");
  CHECK(Text(bound->schema) == "b int, c int");
  CHECK(std::get<Select>(bound->part).origins ==
        std::vector<std::optional<ColumnOf>>{ColumnOf{1, 0}, ColumnOf{1, 1}});
  for (const char* index : {"2", "-1"}) {
    const BindResult outside = Pick(index, frames);
    CHECK(FaultsOf(outside) == "Index: Router has no table of index " + std::string(index) +
                                   "; there are: 0 (few), 1 (rest)");
    CHECK(outside.error()[0].fixes == std::vector<Fix>{{"Take few", {SetParameter{"Index", 0}}},
                                                       {"Take rest", {SetParameter{"Index", 1}}}});
  }
}

TEST_CASE("SelectFromCollection needs a collection and an index") {
  CHECK(FaultsOf(Pick("0", {})) ==
        "Inputs: Router yields one table and no collection; remove this node, or choose another as "
        "its parent");
  CHECK(ParseNode("SelectFromCollection", R"({"Index":"0"})").error().message ==
        "Index must be a whole number");
}

}  // namespace tenon::graph
