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

TEST_CASE("RenameField refuses columns that are absent or taken, and fields that would move") {
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["x"],"TargetPath":["y"]})",
                          {"id bigint"})) == "SourcePath: there is no column x; there are: id");
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["a"],"TargetPath":["ID"]})",
                          {"id bigint, a int"})) ==
        "TargetPath: there is a column of this name already; choose another than ID");
  const BindResult moved = BindNode("RenameField", R"({"SourcePath":["a","b"],"TargetPath":["c"]})",
                                    {"a struct<b:int>"});
  CHECK(
      FaultsOf(moved) ==
      "TargetPath: a field is renamed where it is, so the target must have the path of the source "
      "but for its end, unlike c");
  CHECK(moved.error()[0].fixes ==
        std::vector<Fix>{{"Use a.c", {SetParameter{"TargetPath", json::Array{"a", "c"}}}}});
  CHECK(FaultsOf(BindNode("RenameField", R"({"SourcePath":["a","b"],"TargetPath":["a","C"]})",
                          {"a struct<b:int,c:int>"})) ==
        "TargetPath: there is a column of this name already; choose another than a.C");
}

TEST_CASE("RenameField renames a field where it is") {
  const BindResult bound =
      BindNode("RenameField", R"({"SourcePath":["A","b","C"],"TargetPath":["a","b","d"]})",
               {"a struct<x:int,b:struct<c:int>>, e int"});
  CHECK(SqlOf(bound) ==
        R"(SELECT CASE WHEN ("a") IS NOT NULL THEN {'x': ("a")."x", 'b': CASE WHEN ("a")."b" )"
        R"(IS NOT NULL THEN {'d': ("a")."b"."c"} END} END AS "a", "e" FROM "n1")");
  CHECK(Text(bound->schema) == "a struct<x:int,b:struct<d:int>>, e int");
}

}  // namespace tenon::graph
