#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("ApplyMapping picks, renames and casts in the order of its mappings") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"mail","FromPath":["email"],"FromType":"string","ToType":"string"},
      {"ToKey":"id","FromPath":["ID"],"FromType":"long","ToType":"long"},
      {"ToKey":"age","FromPath":["age"],"FromType":"double","ToType":"int"},
      {"ToKey":"zip","FromPath":["address","zip"]},
      {"ToKey":"gone","FromPath":["gone"],"ToType":"string","Dropped":true}]})",
                                    {"id bigint, email string, age double, gone int, "
                                     "address struct<street:string,zip:string>"});
  CHECK(SqlOf(bound) ==
        R"(SELECT "email" AS "mail", "id", TRY_CAST(trunc("age") AS INTEGER) AS "age", )"
        R"(("address")."zip" AS "zip" FROM "n1")");
  CHECK(Text(bound->schema) == "mail string, id bigint, age int, zip string");
  CHECK(std::get<Select>(bound->part).origins ==
        std::vector<std::optional<ColumnOf>>{ColumnOf{0, 1}, ColumnOf{0, 0}, ColumnOf{0, 2},
                                             ColumnOf{0, 4}});
}

TEST_CASE("ApplyMapping takes the input's own type where FromType is out of date") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"id","FromPath":["id"],"FromType":"string","ToType":"string"}]})",
                                    {"id bigint"});
  CHECK(SqlOf(bound) == R"(SELECT CAST("id" AS VARCHAR) AS "id" FROM "n1")");
}

TEST_CASE("ApplyMapping names every mapping that does not fit") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"a","FromPath":["nope"],"ToType":"string"},
      {"ToKey":"b","FromPath":["tags"],"ToType":"int"},
      {"ToKey":"c.d","FromPath":["id"],"ToType":"int"},
      {"ToKey":"e","FromPath":["tags"],"ToType":"struct","Children":[{"ToKey":"x"}]}]})",
                                    {"id bigint, tags array<int>"});
  CHECK(FaultsOf(bound) ==
        "Mapping: there is no column nope; there are: id, tags\n"
        "Mapping: tags: a value of type array<int> cannot be cast to int\n"
        "Mapping: a name with a dot would make a struct, which cannot be built here yet; choose "
        "another than c.d\n"
        "Mapping: the fields inside e cannot be mapped here yet; map it as a whole or by the paths "
        "of its fields");
  CHECK(FaultsOf(BindNode("ApplyMapping", R"({"Mapping":[]})", {"id bigint"})) ==
        "Mapping: every field is dropped; keep at least one");
}

TEST_CASE("ApplyMapping refuses mappings of the wrong shape") {
  CHECK(ParseNode("ApplyMapping", "{}").error().message == "Mapping must be a list");
  CHECK(ParseNode("ApplyMapping", R"({"Mapping":[{"ToKey":"a","FromPath":[]}]})").error().message ==
        "Mapping: FromPath must not be empty");
  CHECK(ParseNode("ApplyMapping", R"({"Mapping":[{"ToKey":"a","FromPath":["a"],"ToType":"text"}]})")
            .error()
            .message == "Mapping: malformed type at character 5 (no such type: text): text");
}

}  // namespace tenon::graph
