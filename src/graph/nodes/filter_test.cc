#include "graph/nodes/node_test.h"

namespace tenon::graph {

const std::vector<std::string> kInput = {
    "n bigint, d double, s string, day date, at timestamp, ok boolean, m int, x struct<y:int>"};

std::string FilterOn(std::string_view conditions, std::string_view logical = "AND") {
  return R"({"LogicalOperator":")" + std::string(logical) + R"(","Filters":[)" +
         std::string(conditions) + "]}";
}

std::string Condition(std::string_view operation, std::string_view field, std::string_view constant,
                      bool negated = false) {
  const json::Value column = {{"Type", "COLUMNEXTRACTED"}, {"Value", json::Array{field}}};
  const json::Value value = {{"Type", "CONSTANT"}, {"Value", json::Array{constant}}};
  return json::Dump(
      {{"Operation", operation},
       {"Negated", negated},
       {"Values", operation == "ISNULL" ? json::Array{column} : json::Array{column, value}}});
}

TEST_CASE("Filter compares a field with a constant of its type") {
  struct Case {
    std::string condition;
    const char* where;
    std::size_t needed;
  };
  for (const Case& c : {
           Case{Condition("EQ", "n", " 5 "), R"("n" = 5)", 1},
           Case{Condition("EQ", "n", "5", true), R"("n" IS DISTINCT FROM 5)", 0},
           Case{Condition("LTE", "N", "-1.5e3"), R"("n" <= -1.5e3)", 1},
           Case{Condition("GT", "s", "it's", true), R"(NOT ("s" > 'it''s'))", 1},
           Case{Condition("GTE", "day", "2026-02-28"), R"("day" >= DATE '2026-02-28')", 1},
           Case{Condition("LT", "at", "2026-01-31 08:15"), R"("at" < TIMESTAMP '2026-01-31 08:15')",
                1},
           Case{Condition("EQ", "ok", "TRUE"), R"("ok" = true)", 1},
           Case{Condition("ISNULL", "s", ""), R"("s" IS NULL)", 0},
           Case{Condition("ISNULL", "s", "", true), R"("s" IS NOT NULL)", 1},
           Case{Condition("REGEX", "s", "a|b"), R"(regexp_matches("s", '^(?:a|b)'))", 1},
           Case{Condition("REGEX", "s", "a", true), R"(NOT regexp_matches("s", '^(?:a)'))", 1},
       }) {
    CAPTURE(c.condition);
    const BindResult bound = BindNode("Filter", FilterOn(c.condition), kInput);
    CHECK(SqlOf(bound) == R"(SELECT "n", "d", "s", "day", "at", "ok", "m", "x" FROM "n1" WHERE )" +
                              std::string(c.where));
    CHECK(std::get<Select>(bound->part).needed.size() == c.needed);
    CHECK(bound->schema == Columns(kInput[0]));
  }
}

TEST_CASE("Filter compares two fields, nested ones too, NULL equal to NULL") {
  const std::string fields = R"({"Operation":"EQ","Values":[
      {"Type":"COLUMNEXTRACTED","Value":["n"]},{"Type":"COLUMNEXTRACTED","Value":["x","y"]}]})";
  const BindResult bound = BindNode("Filter", FilterOn(fields), kInput);
  CHECK(SqlOf(bound).ends_with(R"(WHERE "n" IS NOT DISTINCT FROM ("x")."y")"));
  CHECK(std::get<Select>(bound->part).needed.empty());
}

TEST_CASE("Filter needs what all conditions need with AND, what each needs with OR") {
  const std::string both = Condition("GT", "n", "1") + "," + Condition("GT", "m", "1");
  CHECK(std::get<Select>(BindNode("Filter", FilterOn(both), kInput)->part).needed.size() == 2);
  const BindResult either = BindNode("Filter", FilterOn(both, "OR"), kInput);
  CHECK(SqlOf(either).ends_with(R"(WHERE "n" > 1 OR "m" > 1)"));
  CHECK(std::get<Select>(either->part).needed.empty());
  const std::string same = Condition("GT", "n", "1") + "," + Condition("LT", "n", "0");
  CHECK(std::get<Select>(BindNode("Filter", FilterOn(same, "OR"), kInput)->part).needed ==
        std::vector<ColumnOf>{{0, 0}});
}

TEST_CASE("Filter says which constant, pattern or field does not fit") {
  struct Case {
    std::string condition;
    const char* fault;
  };
  for (const Case& c : {
           Case{Condition("EQ", "n", "five"),
                "Filters: n: a field of type bigint cannot be compared with five"},
           Case{Condition("EQ", "n", "1); DROP TABLE t"),
                "Filters: n: a field of type bigint cannot be compared with 1); DROP TABLE t"},
           Case{Condition("EQ", "day", "2026-02-30"),
                "Filters: day: a field of type date cannot be compared with 2026-02-30"},
           Case{Condition("EQ", "at", "2026-02-28 25:00"),
                "Filters: at: a field of type timestamp cannot be compared with 2026-02-28 25:00"},
           Case{Condition("REGEX", "s", "("),
                "Filters: the pattern cannot be used (missing ): (): ("},
           Case{Condition("REGEX", "n", "1"),
                "Filters: REGEX needs a text, unlike n of type bigint; change its type before the "
                "filter"},
           Case{Condition("ISNULL", "z", ""),
                "Filters: there is no column z; there are: n, d, s, day, at, ok, m, x"},
       }) {
    CAPTURE(c.condition);
    CHECK(FaultsOf(BindNode("Filter", FilterOn(c.condition), kInput)) == c.fault);
  }
}

TEST_CASE("Filter refuses conditions of the wrong shape") {
  CHECK(ParseNode("Filter", FilterOn("")).error().message ==
        "Filters must have at least one condition");
  CHECK(ParseNode("Filter", FilterOn(Condition("NE", "n", "1"))).error().message ==
        "Filters: Operation must be EQ, LT, GT, LTE, GTE, REGEX or ISNULL: NE");
  CHECK(ParseNode("Filter", FilterOn(R"({"Operation":"EQ","Values":[]})")).error().message ==
        "Filters: EQ needs two values");
  CHECK(ParseNode("Filter", FilterOn(Condition("EQ", "n", "1"), "XOR")).error().message ==
        "LogicalOperator must be AND or OR: XOR");
}

}  // namespace tenon::graph
