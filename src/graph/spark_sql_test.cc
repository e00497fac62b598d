#include "graph/spark_sql.h"

#include <doctest/doctest.h>

namespace tenon::graph {

TEST_CASE("FromSparkSql turns Spark's quotes into the engine's and leaves the rest") {
  struct Case {
    const char* spark;
    const char* engine;
  };
  for (const Case& c : {
           Case{"SELECT `a``b\"c` FROM t ; ", R"(SELECT "a`b""c" FROM t)"},
           Case{R"(SELECT 'it\'s', "say \"hi\"", 'a\nb')", "SELECT 'it''s', 'say \"hi\"', 'a\nb'"},
           Case{R"(SELECT s LIKE '50\%')", R"(SELECT s LIKE '50\%')"},
           Case{"SELECT 1 -- ; not a second one\n+ 2", "SELECT 1  \n+ 2"},
           Case{"SELECT /* ; */ 1; -- end", "SELECT   1"},
           Case{"SELECT ';'", "SELECT ';'"},
       }) {
    CAPTURE(c.spark);
    const auto sql = FromSparkSql(c.spark);
    REQUIRE(sql);
    CHECK(*sql == c.engine);
  }
}

TEST_CASE("FromSparkSql refuses what is not one whole statement") {
  struct Case {
    const char* spark;
    const char* message;
  };
  for (const Case& c : {
           Case{"SELECT 1; SELECT 2", "the query holds more than one statement; keep one"},
           Case{" ; ", "the query is empty"},
           Case{"-- nothing", "the query is empty"},
           Case{"SELECT 'x", "a text is not closed by '"},
           Case{"SELECT `x", "a name is not closed by `"},
           Case{"SELECT /* x", "a comment is not closed"},
       }) {
    CAPTURE(c.spark);
    CHECK(FromSparkSql(c.spark).error().message == c.message);
  }
}

}  // namespace tenon::graph
