#include "graph/cast.h"

#include <doctest/doctest.h>

namespace tenon::graph {

TEST_CASE("CastSql gives Spark's casts in the engine's SQL") {
  struct Case {
    const char* from;
    const char* to;
    const char* sql;
  };
  for (const Case& c : {
           Case{"bigint", "long", "x"},
           Case{"varchar(3)", "string", "x"},
           Case{"string", "varchar(3)", "left(x, 3)"},
           Case{"int", "bigint", "TRY_CAST(x AS BIGINT)"},
           Case{"double", "int", "TRY_CAST(trunc(x) AS INTEGER)"},
           Case{"string", "double", "TRY_CAST(trim(x) AS DOUBLE)"},
           Case{"string", "decimal(10,2)", "TRY_CAST(trim(x) AS DECIMAL(10,2))"},
           Case{"string", "timestamp",
                "coalesce(tenon_plain_timestamp(x), CAST(TRY_CAST(trim(x) AS TIMESTAMPTZ) AS "
                "TIMESTAMP))"},
           Case{"timestamp", "bigint", "TRY_CAST(floor(epoch(x)) AS BIGINT)"},
           Case{"timestamp", "date", "TRY_CAST(x AS DATE)"},
           Case{"boolean", "int", "TRY_CAST(x AS INTEGER)"},
           Case{"date", "string", "CAST(x AS VARCHAR)"},
           Case{"binary", "string", "TRY(decode(x))"},
           Case{"array<int>", "array<int>", "x"},
       }) {
    CAPTURE(c.from);
    CAPTURE(c.to);
    const Result<std::string> sql = CastSql("x", *ParseType(c.from), *ParseType(c.to));
    REQUIRE(sql);
    CHECK(*sql == c.sql);
  }
}

TEST_CASE("CastSql names the types that have no cast") {
  for (const auto& [from, to] :
       {std::pair{"array<int>", "string"}, std::pair{"date", "int"},
        std::pair{"string", "struct<a:int>"}, std::pair{"boolean", "timestamp"}}) {
    const Result<std::string> sql = CastSql("x", *ParseType(from), *ParseType(to));
    REQUIRE_FALSE(sql);
    CHECK(sql.error().kind == ErrorKind::kUnsupported);
    CHECK(sql.error().message ==
          "a value of type " + std::string(from) + " cannot be cast to " + to);
  }
}

}  // namespace tenon::graph
