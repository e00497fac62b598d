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

TEST_CASE("ApplyMapping builds structs of dotted names, and none of a dot at the beginning") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"at.where.lat","FromPath":["lat"],"ToType":"double"},
      {"ToKey":".id","FromPath":[".id"],"ToType":"int"},
      {"ToKey":"at.day","FromPath":["x","day"],"ToType":"string"},
      {"ToKey":"`a.b`","FromPath":["lat"]},
      {"ToKey":"x","FromPath":["x"],"FromType":"struct","ToType":"struct"}]})",
                                    {"lat double, .id int, x struct<day:date>"});
  CHECK(SqlOf(bound) ==
        R"(SELECT {'where': {'lat': "lat"}, 'day': CAST(("x")."day" AS VARCHAR)} AS "at", )"
        R"(".id", "lat" AS "a.b", "x" FROM "n1")");
  CHECK(Text(bound->schema) ==
        "at struct<where:struct<lat:double>,day:string>, .id int, a.b double, x struct<day:date>");
  const auto& select = std::get<Select>(bound->part);
  CHECK_FALSE(select.origins[0]);
  CHECK(select.values[0] == std::vector<ColumnOf>{{0, 0}, {0, 2}});
}

TEST_CASE("ApplyMapping maps the fields of a struct, and of the structs in an array") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"home","FromPath":["address"],"ToType":"struct","Children":[
        {"ToKey":"code","FromPath":["zip"],"ToType":"int"},
        {"ToKey":"street","FromPath":["street"],"Dropped":true}]},
      {"ToKey":"items","FromPath":["items"],"ToType":"array","Children":[
        {"ToKey":"n","FromPath":["qty"],"ToType":"string"}]}]})",
                                    {"address struct<zip:string,street:string>, "
                                     "items array<struct<qty:int,at:date>>"});
  CHECK(SqlOf(bound).find(R"(list_transform("items", lambda element0: CASE WHEN element0 IS NOT )"
                          R"(NULL THEN {'n': CAST(element0."qty" AS VARCHAR)} END) AS "items")") !=
        std::string::npos);
  CHECK(Text(bound->schema) == "home struct<code:int>, items array<struct<n:string>>");
}

TEST_CASE("ApplyMapping names every mapping that does not fit") {
  const BindResult bound = BindNode("ApplyMapping", R"({"Mapping":[
      {"ToKey":"a","FromPath":["tag"],"ToType":"string"},
      {"ToKey":"b","FromPath":["tags"],"ToType":"int"},
      {"ToKey":"c.d","FromPath":["id"],"ToType":"int"},
      {"ToKey":"c","FromPath":["id"],"ToType":"int"},
      {"ToKey":"c.d.e","FromPath":["id"],"ToType":"int"},
      {"ToKey":"f","FromPath":["tags"],"ToType":"struct","Children":[
        {"ToKey":"x","FromPath":["x"]}]}]})",
                                    {"id bigint, tags array<int>"});
  CHECK(FaultsOf(bound) ==
        "Mapping: there is no column tag; did you mean tags?\n"
        "Mapping: tags: a value of type array<int> cannot be cast to int\n"
        "Mapping: two mappings make c; give one of them another ToKey\n"
        "Mapping: two mappings make c.d.e; give one of them another ToKey\n"
        "Mapping: tags has no fields for Children to map, as it is a array<int>");
  const auto& fix = std::get<SetParameter>(bound.error()[0].fixes.at(0).edits.at(0));
  CHECK(fix.value.AsArray()->at(0)["FromPath"] == json::Value(json::Array{"tags"}));
  CHECK(FaultsOf(BindNode("ApplyMapping", R"({"Mapping":[]})", {"id bigint"})) ==
        "Mapping: every field is dropped; keep at least one");
}

TEST_CASE("ApplyMapping makes no fix of the whole mapping for each of many faults") {
  json::Array mapping;
  for (int i = 0; i < 2000; ++i) mapping.push_back({{"FromPath", json::Array{"emial"}}});
  const BindResult bound =
      BindNode("ApplyMapping", json::Dump({{"Mapping", mapping}}), {"email string"});
  REQUIRE(bound.error().size() == 2000);
  CHECK(bound.error()[19].fixes.size() == 1);
  CHECK(bound.error()[20].fixes.empty());
}

TEST_CASE("ApplyMapping refuses mappings of the wrong shape") {
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i) deep += ".a";
  CHECK(ParseNode("ApplyMapping", R"({"Mapping":[{"FromPath":["a"],"ToKey":")" + deep + "\"}]}")
            .error()
            .message == "Mapping: ToKey must not build more than 100 structs in one another");
  CHECK(ParseNode("ApplyMapping", "{}").error().message == "Mapping must be a list");
  CHECK(ParseNode("ApplyMapping", R"({"Mapping":[{"ToKey":"a","FromPath":[]}]})").error().message ==
        "Mapping: FromPath must not be empty");
  CHECK(ParseNode("ApplyMapping", R"({"Mapping":[{"ToKey":"a","FromPath":["a"],"ToType":"text"}]})")
            .error()
            .message == "Mapping: malformed type at character 5 (no such type: text): text");
}

}  // namespace tenon::graph
