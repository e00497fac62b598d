#include "graph/nodes/node_test.h"

namespace tenon::graph {

std::string JoinOf(std::string_view type, std::string_view left = R"(["id"])",
                   std::string_view right = R"(["lead_id"])") {
  return R"({"JoinType":")" + std::string(type) + R"(","Inputs":["n1","n2"],"Columns":[
      {"From":"n2","Keys":[)" +
         std::string(right) + R"(]},{"From":"n1","Keys":[)" + std::string(left) + "]}]}";
}

TEST_CASE("Join writes each of the six types") {
  struct Case {
    const char* type;
    const char* sql;
    const char* schema;
  };
  for (const Case& c : {
           Case{"equijoin",
                R"(SELECT a."id", b."lead_id" FROM "n1" AS a )"
                R"(INNER JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint, lead_id int"},
           Case{"left",
                R"(SELECT a."id", b."lead_id" FROM "n1" AS a )"
                R"(LEFT JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint, lead_id int"},
           Case{"right",
                R"(SELECT a."id", b."lead_id" FROM "n1" AS a )"
                R"(RIGHT JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint, lead_id int"},
           Case{"outer",
                R"(SELECT a."id", b."lead_id" FROM "n1" AS a )"
                R"(FULL JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint, lead_id int"},
           Case{"leftsemi",
                R"(SELECT a."id" FROM "n1" AS a SEMI JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint"},
           Case{"leftanti",
                R"(SELECT a."id" FROM "n1" AS a ANTI JOIN "n2" AS b ON a."id" = b."lead_id")",
                "id bigint"},
       }) {
    CAPTURE(c.type);
    const BindResult bound = BindNode("Join", JoinOf(c.type), {"id bigint", "lead_id int"});
    CHECK(SqlOf(bound) == c.sql);
    CHECK(Text(bound->schema) == c.schema);
  }
}

TEST_CASE("Join takes several keys, and fields inside structs") {
  const BindResult bound =
      BindNode("Join", JoinOf("equijoin", R"(["id"],["at","day"])", R"(["x"],["y"])"),
               {"id int, at struct<day:date>", "x int, y date"});
  CHECK(SqlOf(bound).ends_with(R"(ON a."id" = b."x" AND a."at"."day" = b."y")"));
}

TEST_CASE("an equijoin keeps the right side's column of the same name as .name") {
  const BindResult bound = BindNode("Join", JoinOf("equijoin", R"(["ID"])", R"(["id"])"),
                                    {"id int, a int", "ID int, b int"});
  CHECK(SqlOf(bound) == R"(SELECT a."id", a."a", b."ID" AS ".ID", b."b" FROM "n1" AS a )"
                        R"(INNER JOIN "n2" AS b ON a."id" = b."ID")");
  CHECK(Text(bound->schema) == "id int, a int, .ID int, b int");
}

TEST_CASE("the other joins name both columns of the same name and the way out") {
  const std::vector<std::string> inputs = {"id int, a int", "ID int, b int"};
  for (const char* type : {"left", "right", "outer"}) {
    CHECK(FaultsOf(BindNode("Join", JoinOf(type, R"(["a"])", R"(["b"])"), inputs)) ==
          "Columns: both inputs have a column of one name: id of Input 1 and ID of Input 2; choose "
          "\"Resolve it\", or rename one before the join");
  }
  for (const char* type : {"leftsemi", "leftanti"}) {
    CHECK(BindNode("Join", JoinOf(type, R"(["a"])", R"(["b"])"), inputs));
  }
}

TEST_CASE("Join names keys that are not there or cannot be compared") {
  CHECK(FaultsOf(BindNode("Join", JoinOf("left", R"(["x"])"), {"id int, a int", "lead_id int"})) ==
        "Columns: Input 1: there is no column x; there are: id, a");
  CHECK(
      FaultsOf(BindNode("Join", JoinOf("left"), {"id string", "lead_id int"})) ==
      "Columns: id (string) cannot be compared with lead_id (int); give both one type by a Change "
      "Schema node before the join");
}

TEST_CASE("Join resolves names that both sides have by renaming the right side's columns") {
  const BindResult bound =
      BindNode("Join",
               JoinOf("left", R"(["id"],["x","y"])", R"(["ID"],["x","y"])")
                   .replace(0, 1, R"({"Name":"Both",)"),
               {"id int, x struct<y:int>, right_ID int", "ID int, b int, x struct<y:int>"});
  REQUIRE_FALSE(bound);
  const Fault& fault = bound.error()[0];
  REQUIRE(fault.fixes.size() == 2);
  CHECK(fault.fixes[0].title == "Resolve it");
  const auto& all = std::get<InsertNode>(fault.fixes[0].edits.at(0));
  CHECK(all.input == 1);
  CHECK(all.kind == "ApplyMapping");
  CHECK(
      json::Dump(all.parameters) ==
      R"({"Name":"Renamed keys for Both","Mapping":[)"
      R"({"ToKey":"right_right_ID","FromPath":["ID"],"FromType":"int","ToType":"int","Dropped":false},)"
      R"({"ToKey":"right_b","FromPath":["b"],"FromType":"int","ToType":"int","Dropped":false},)"
      R"({"ToKey":"right_x","FromPath":["x"],"FromType":"struct<y:int>","ToType":"struct<y:int>","Dropped":false}]})");
  CHECK(json::Dump(std::get<SetParameter>(fault.fixes[0].edits.at(1)).value) ==
        R"([{"From":"n1","Keys":[["id"],["x","y"]]},)"
        R"({"From":"n2","Keys":[["right_right_ID"],["right_x","y"]]}])");
  const auto& some = std::get<InsertNode>(fault.fixes[1].edits.at(0));
  CHECK(some.parameters["Mapping"].AsArray()->at(1)["ToKey"] == json::Value("b"));
}

TEST_CASE("Join offers near names for a key, and a cast for one of another type") {
  const BindResult near =
      BindNode("Join", JoinOf("left", R"(["id"])", R"(["leadid"])"), {"id int", "lead_id int"});
  CHECK(FaultsOf(near) == "Columns: Input 2: there is no column leadid; did you mean lead_id?");
  CHECK(json::Dump(std::get<SetParameter>(near.error()[0].fixes.at(0).edits.at(0)).value) ==
        R"([{"From":"n1","Keys":[["id"]]},{"From":"n2","Keys":[["lead_id"]]}])");
  const BindResult unlike = BindNode("Join", JoinOf("left"), {"id string", "lead_id int"});
  REQUIRE(unlike.error()[0].fixes.size() == 2);
  CHECK(unlike.error()[0].fixes[0].title == "Cast lead_id of Input 2 to string");
  const auto& cast = std::get<InsertNode>(unlike.error()[0].fixes[0].edits.at(0));
  CHECK(
      json::Dump(cast.parameters["Mapping"]) ==
      R"([{"ToKey":"lead_id","FromPath":["lead_id"],"FromType":"int","ToType":"string","Dropped":false}])");
}

TEST_CASE("Join refuses Columns that do not belong to its inputs") {
  CHECK(ParseNode("Join", R"({"JoinType":"left","Inputs":["n1","n2"],"Columns":[
      {"From":"n1","Keys":[["a"]]},{"From":"n3","Keys":[["a"]]}]})")
            .error()
            .message == "Columns: no entry has this input as its From: n2");
  CHECK(ParseNode("Join", JoinOf("left", R"(["a"],["b"])")).error().message ==
        "Columns: both entries must have equally many Keys, at least one");
  CHECK(ParseNode("Join", JoinOf("cross")).error().message ==
        "JoinType must be equijoin, left, right, outer, leftsemi or leftanti: cross");
  CHECK(ParseNode("Join", R"({"JoinType":"left","Inputs":["n1","n2"],"Columns":[]})")
            .error()
            .message == "Columns must have two entries, one for each input");
}

}  // namespace tenon::graph
