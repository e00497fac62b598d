#include "graph/nodes/node_test.h"

namespace tenon::graph {

constexpr const char* kAll = R"({"NullCheckBoxList":{"IsEmpty":true,"IsNullString":true,
    "IsNegOne":true},"NullTextList":[{"Value":" n/a ","Datatype":{"Id":"string","Label":"String"}},
    {"Value":"-99.5","Datatype":{"Id":"double","Label":"Double"}}]})";

TEST_CASE("DropNullFields asks the data which columns have a value") {
  MemoryEnvironment environment;
  environment.rows = DataRows{{"true", "false", "false", "true", std::nullopt}};
  const BindResult bound =
      BindNode("DropNullFields", kAll, {"a int, b string, s struct<x:date,y:array<int>>, c double"},
               environment);
  CHECK(environment.queries ==
        std::vector<std::string>{
            R"sql(SELECT bool_or(coalesce(("a") NOT IN (-1, -99.5), false)), )sql"
            R"sql(bool_or(coalesce(trim(("b")) NOT IN ('', 'null', 'n/a'), false)), )sql"
            R"sql(bool_or(("s")."x" IS NOT NULL), bool_or(("s")."y" IS NOT NULL), )sql"
            R"sql(bool_or(coalesce(("c") NOT IN (-1, -99.5), false)) FROM "n1")sql"});
  CHECK(Text(bound->schema) == "a int, s struct<y:array<int>>, c double");
}

TEST_CASE("DropNullFields says that only the data can tell") {
  const BindResult bound = BindNode("DropNullFields", "{}", {"a int"});
  CHECK(FaultsOf(bound) ==
        ": which columns stay hangs on the data, so nothing below can be checked yet; a preview of "
        "this node or a run reads the data and knows");
  CHECK(bound.error()[0].severity == Severity::kUnknown);
}

TEST_CASE("DropNullFields leaves at least one column") {
  MemoryEnvironment environment;
  environment.rows = DataRows{{"false"}};
  CHECK(FaultsOf(BindNode("DropNullFields", "{}", {"a int"}, environment))
            .starts_with(": every value of every column is a null"));
}

TEST_CASE("DropNullFields refuses a number that is none") {
  const char* parameters = R"({"NullTextList":[{"Value":"1 OR 1","Datatype":{"Id":"int"}}]})";
  CHECK(ParseNode("DropNullFields", parameters).error().message ==
        "NullTextList: 1 OR 1 is no number; set its Datatype to string");
}

}  // namespace tenon::graph
