#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("RenameField keeps rows, order and types") {
  const BindResult bound =
      BindNode("RenameField", R"({"SourcePath":["NA\"ME"],"TargetPath":["who"]})",
               {"id bigint, na\"me string"});
  CHECK(SqlOf(bound) == R"(SELECT "id", "na""me" AS "who" FROM "n1")");
  CHECK(Text(bound->schema) == "id bigint, who string");
}

TEST_CASE("RenameField may change the case of a name") {
  CHECK(SqlOf(BindNode("RenameField", R"({"SourcePath":["id"],"TargetPath":["ID"]})",
                       {"id bigint"})) == R"(SELECT "id" AS "ID" FROM "n1")");
}

TEST_CASE("RenameField refuses columns that are absent, taken or nested") {
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["x"],"TargetPath":["y"]})",
                          {"id bigint"})) == "SourcePath: there is no column x; there are: id");
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["a"],"TargetPath":["ID"]})",
                          {"id bigint, a int"})) ==
        "TargetPath: there is a column of this name already; choose another than ID");
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["a","b"],"TargetPath":["c"]})",
                          {"a struct<b:int>"})) ==
        "SourcePath: a field inside a struct cannot be renamed here yet; rename a column");
}

}  // namespace tenon::graph
