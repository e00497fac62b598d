#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("Merge takes the source's rows, and the others that it has no key of") {
  const BindResult bound = BindNode("Merge", R"({"Source":"n2","PrimaryKeys":[["id"]]})",
                                    {"id int, a string, old date", "ID bigint, A string, new int"});
  CHECK(SqlOf(bound) ==
        R"(SELECT b."ID" AS "id", b."A" AS "a", CAST(NULL AS DATE) AS "old", b."new" AS "new" )"
        R"(FROM "n2" AS b UNION ALL SELECT TRY_CAST(a."id" AS BIGINT) AS "id", a."a" AS "a", )"
        R"(a."old" AS "old", CAST(NULL AS INTEGER) AS "new" FROM "n1" AS a ANTI JOIN "n2" AS b )"
        R"(ON a."id" = b."ID")");
  CHECK(Text(bound->schema) == "id bigint, a string, old date, new int");
  const auto& select = std::get<Select>(bound->part);
  CHECK(select.values ==
        std::vector<std::vector<ColumnOf>>{{{0, 0}, {1, 0}}, {{0, 1}, {1, 1}}, {{0, 2}}, {{1, 2}}});
  CHECK(select.deciding == std::vector<ColumnOf>{{0, 0}, {1, 0}});
}

TEST_CASE("Merge takes the first input as the source too") {
  CHECK(SqlOf(BindNode("Merge", R"({"Source":"n1","PrimaryKeys":[["id"]]})", {"id int", "id int"}))
            .starts_with(R"(SELECT b."id" AS "id" FROM "n1" AS b UNION ALL SELECT a."id")"));
}

TEST_CASE("Merge names what does not fit") {
  const BindResult source =
      BindNode("Merge", R"({"Source":"n7","PrimaryKeys":[["id"]]})", {"id int", "id int"});
  CHECK(FaultsOf(source) == "Source: choose which input has the new records: Input 1 or Input 2");
  CHECK(source.error()[0].fixes.size() == 2);
  const BindResult key = BindNode("Merge", R"({"Source":"n2","PrimaryKeys":[["user_id"]]})",
                                  {"user_id int", "userid int"});
  CHECK(FaultsOf(key) == "PrimaryKeys: Input 2: there is no column user_id; did you mean userid?");
  CHECK(
      FaultsOf(BindNode("Merge", R"({"Source":"n2","PrimaryKeys":[["id"]]})",
                        {"id int, v boolean", "id date, v int"})) ==
      "PrimaryKeys: id is of type int in one input and date in the other; give both one type by a "
      "Change Schema node before the merge\n"
      "Inputs: id is of type int in Input 1 and date in Input 2, which cannot be put together; "
      "give both one type by a Change Schema node before the merge\n"
      "Inputs: v is of type boolean in Input 1 and int in Input 2, which cannot be put together; "
      "give both one type by a Change Schema node before the merge");
  CHECK(ParseNode("Merge", R"({"Source":"n2","PrimaryKeys":[]})").error().message ==
        "PrimaryKeys must have at least one column");
}

}  // namespace tenon::graph
