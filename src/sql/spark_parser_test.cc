#include "sql/spark_parser.h"

#include <doctest/doctest.h>

namespace tenon::sql {

TEST_CASE("ParseSparkQuery says where it stopped, what it found and what it expected") {
  struct Case {
    const char* query;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "the query is empty"},
           Case{" ; -- nothing", "the query is empty"},
           Case{"SELECT 1; SELECT 2", "the query holds more than one statement; keep one"},
           Case{"SELECT", "line 1:7: found the end, expected an expression"},
           Case{"SELECT a,\n  FROM t", "line 2:3: found FROM, expected an expression"},
           Case{"SELECT a FROM",
                "line 1:14: found the end, expected a table or a query in "
                "parentheses"},
           Case{"SELECT a FROM t GROUP a", "line 1:17: found GROUP, expected the end of the query"},
           Case{"DROP TABLE t", "line 1:1: found DROP, expected SELECT"},
           Case{"SELECT 'x", "line 1:8: a text is not closed"},
           Case{"SELECT `x", "line 1:8: a name is not closed"},
           Case{"SELECT 1 /* a /* b */", "line 1:10: a comment is not closed"},
           Case{"SELECT CAST(a AS nothing)", "line 1:18: no such type of Spark here: nothing"},
           Case{"SELECT a FROM t JOIN",
                "line 1:21: found the end, expected a table or a query in "
                "parentheses"},
           Case{"SELECT a IS b",
                "line 1:13: found b, expected NULL, TRUE, FALSE, UNKNOWN or "
                "DISTINCT FROM"},
           Case{"SELECT CASE a END", "line 1:15: found END, expected WHEN"},
           Case{"SELECT 1x", "line 1:8: found 1x, expected a number"},
           Case{"SELECT INTERVAL 'long'",
                "line 1:17: an interval is written as '1 day 2 hours': "
                "long"},
           Case{"SELECT a FROM t |> WHERE a", "line 1:17: found |>, expected the end of the query"},
           Case{"SELECT a FROM t QUALIFY 1 = 1",
                "line 1:17: Spark has no QUALIFY; select from a subquery with the window function"},
           Case{"SELECT \xff", "the SQL is not text in UTF-8"},
       }) {
    CAPTURE(c.query);
    const auto query = ParseSparkQuery(c.query);
    REQUIRE(!query);
    CHECK(query.error().message == c.message);
  }
}

TEST_CASE("ParseSparkQuery bounds nesting of every sort") {
  const auto repeated = [](const char* text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  for (const char* opening : {"(", "-", "NOT ", "f(", "CASE WHEN ", "a[", "(SELECT ", "x -> ",
                              "CAST(", "1 + ", "ARRAY(", "TRIM(", "a IN ("}) {
    CAPTURE(opening);
    CHECK(!ParseSparkQuery("SELECT " + repeated(opening, 100'000)));
  }
  CHECK(!ParseSparkQuery("SELECT 1" + repeated(" + 1", 100'000)));
  CHECK(!ParseSparkQuery("SELECT a" + repeated(".b[0]", 100'000)));
  CHECK(!ParseSparkQuery("SELECT 1" + repeated(" UNION SELECT 1", 100'000)));
  CHECK(!ParseSparkQuery("SELECT 1 FROM a" + repeated(" JOIN a", 100'000)));
  CHECK(!ParseSparkType(repeated("ARRAY<", 100'000)));
  // What is long but flat is read.
  CHECK(ParseSparkQuery("SELECT 1 WHERE true" + repeated(" OR a = 1", 10'000)));
  CHECK(ParseSparkQuery("SELECT 1" + repeated(", a", 10'000)));
}

TEST_CASE("ParseSparkType reads schemas of from_json") {
  CHECK(HiveName(*ParseSparkType("a INT, b STRING")) == "struct<a:int,b:string>");
  CHECK(HiveName(*ParseSparkType("a: ARRAY<STRUCT<x: DECIMAL(10, 2), y: MAP<STRING, DATE>>>")) ==
        "struct<a:array<struct<x:decimal(10,2),y:map<string,date>>>>");
  CHECK(HiveName(*ParseSparkType("ARRAY<ARRAY<LONG>>")) == "array<array<bigint>>");
  CHECK(!ParseSparkType("a INT, "));
  CHECK(!ParseSparkType("ARRAY<INT"));
}

}  // namespace tenon::sql
