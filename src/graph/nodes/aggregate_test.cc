#include "graph/nodes/node_test.h"

namespace tenon::graph {

std::string Aggs(std::string_view function, std::string_view column,
                 std::string_view groups = R"(["g"])") {
  return R"({"Groups":[)" + std::string(groups) + R"(],"Aggs":[{"Column":[")" +
         std::string(column) + R"("],"AggFunc":")" + std::string(function) + R"("}]})";
}

TEST_CASE("Aggregate names and types its columns as Spark does") {
  struct Case {
    const char* function;
    const char* column;
    const char* schema;
  };
  for (const Case& c : {
           Case{"count", "s", "count(s) bigint"},
           Case{"countDistinct", "s", "count(DISTINCT s) bigint"},
           Case{"sum", "n", "sum(n) bigint"},
           Case{"sum", "f", "sum(f) double"},
           Case{"sum", "m", "sum(m) decimal(20,2)"},
           Case{"sum", "big", "sum(big) decimal(38,20)"},
           Case{"sum", "s", "sum(s) double"},
           Case{"sumDistinct", "n", "sum(DISTINCT n) bigint"},
           Case{"avg", "n", "avg(n) double"},
           Case{"avg", "m", "avg(m) decimal(14,6)"},
           Case{"avg", "big", "avg(big) decimal(38,24)"},
           Case{"min", "day", "min(day) date"},
           Case{"max", "s", "max(s) string"},
           Case{"first", "x", "first(x) struct<y:int>"},
           Case{"last", "day", "last(day) date"},
           Case{"stddev_samp", "n", "stddev_samp(n) double"},
           Case{"stddev_pop", "m", "stddev_pop(m) double"},
           Case{"var_samp", "f", "var_samp(f) double"},
           Case{"var_pop", "n", "var_pop(n) double"},
           Case{"skewness", "n", "skewness(n) double"},
           Case{"kurtosis", "n", "kurtosis(n) double"},
       }) {
    CAPTURE(c.function);
    CAPTURE(c.column);
    const BindResult bound =
        BindNode("Aggregate", Aggs(c.function, c.column),
                 {"g string, n int, f float, m decimal(10,2), big decimal(38,20), s string, "
                  "day date, x struct<y:int>"});
    REQUIRE(FaultsOf(bound) == "");
    CHECK(Text(bound->schema) == "g string, " + std::string(c.schema));
  }
}

TEST_CASE("Aggregate groups by columns and by fields inside structs, or not at all") {
  const BindResult bound = BindNode("Aggregate", R"({"Groups":[["a"],["x","y"]],"Aggs":[
      {"Column":["x","z"],"AggFunc":"max"}]})",
                                    {"a int, x struct<y:int,z:int>"});
  CHECK(SqlOf(bound) ==
        R"sql(SELECT "a", ("x")."y" AS "y", max(("x")."z") AS "max(x.z)" FROM "n1")sql"
        " GROUP BY 1, 2");
  const auto& select = std::get<Select>(bound->part);
  CHECK_FALSE(select.row_by_row);
  CHECK(select.deciding == std::vector<ColumnOf>{{0, 0}, {0, 1}});
  CHECK(select.origins ==
        std::vector<std::optional<ColumnOf>>{ColumnOf{0, 0}, ColumnOf{0, 1}, std::nullopt});
  const BindResult whole = BindNode("Aggregate", Aggs("count", "g", ""), {"g int"});
  CHECK_FALSE(std::get<Select>(whole->part).row_by_row);
  CHECK(SqlOf(whole) == R"sql(SELECT count("g") AS "count(g)" FROM "n1")sql");
}

TEST_CASE("Aggregate names what does not fit") {
  const std::vector<std::string> input = {"g int, day date, qty int, m map<string,int>"};
  CHECK(FaultsOf(BindNode("Aggregate", Aggs("sum", "day"), input)) ==
        "Aggs: sum needs numbers, unlike day of type date; choose another column, or change its "
        "type before");
  CHECK(FaultsOf(BindNode("Aggregate", Aggs("max", "m"), input)) ==
        "Aggs: max needs values that have an order, unlike m of type map<string,int>; choose "
        "another column, or change its type before");
  const BindResult bound = BindNode("Aggregate", Aggs("sum", "qyt", R"(["h"])"), input);
  CHECK(FaultsOf(bound) ==
        "Groups: there is no column h; there are: g, day, qty, m\n"
        "Aggs: there is no column qyt; did you mean qty?");
  CHECK(json::Dump(std::get<SetParameter>(bound.error()[1].fixes.at(0).edits.at(0)).value) ==
        R"([{"Column":["qty"],"AggFunc":"sum"}])");
}

TEST_CASE("Aggregate refuses functions that are none, and none at all") {
  CHECK(ParseNode("Aggregate", Aggs("median", "g")).error().message ==
        "Aggs: AggFunc is none that Glue has: median");
  CHECK(ParseNode("Aggregate", R"({"Groups":[],"Aggs":[]})").error().message ==
        "Aggs must have 1 to 30 functions");
}

}  // namespace tenon::graph
