#include <doctest/doctest.h>

#include "types/type.h"

namespace tenon {

TEST_CASE("ParseDuckDbType maps types as Spark maps them") {
  struct Case {
    const char* duckdb;
    const char* hive;
  };
  for (const Case& c : {
           Case{"INTEGER", "int"},
           Case{"UINTEGER", "bigint"},
           Case{"UBIGINT", "decimal(20,0)"},
           Case{"HUGEINT", "decimal(38,0)"},
           Case{"UUID", "string"},
           Case{"ENUM('a,b', 'it''s')", "string"},
           Case{"TIMESTAMP WITH TIME ZONE", "timestamp"},
           Case{"TIMESTAMP_NS", "timestamp"},
           Case{"DECIMAL(18,3)", "decimal(18,3)"},
           Case{"VARCHAR[][3]", "array<array<string>>"},
           Case{"MAP(VARCHAR, DATE[])", "map<string,array<date>>"},
           Case{R"(STRUCT(a TIMESTAMP WITH TIME ZONE, "b ""c" DECIMAL(2,1)[]))",
                "struct<a:timestamp,`b \"c`:array<decimal(2,1)>>"},
           Case{"STRUCT(INTEGER, DECIMAL(3,1), VARCHAR[])",
                "struct<col1:int,col2:decimal(3,1),col3:array<string>>"},
       }) {
    CAPTURE(c.duckdb);
    const Result<Type> type = ParseDuckDbType(c.duckdb);
    REQUIRE(type);
    CHECK(HiveName(*type) == c.hive);
  }
}

TEST_CASE("ParseDuckDbType tells a type without counterpart from a malformed one") {
  for (const char* text : {"TIME", "INTERVAL", "BIT", "UNION(a INTEGER)", "BIGNUM", "INTERVAL[]"}) {
    CAPTURE(text);
    CHECK(ParseDuckDbType(text).error().kind == ErrorKind::kUnsupported);
  }
  for (const char* text : {"DECIMAL", "INTEGER[", "STRUCT(a INTEGER", "MAP(INTEGER)", "ENUM('a)",
                           "INTEGER x", "STRUCT(\"a INTEGER)"}) {
    CAPTURE(text);
    CHECK(ParseDuckDbType(text).error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("DuckDbName reads back as the same type, except that text has one type in DuckDB") {
  for (const char* text :
       {"boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal(38,10)",
        "string", "binary", "date", "timestamp", "array<map<string,int>>",
        "struct<`select`:int,`a \"b`:struct<c:array<date>>>"}) {
    CAPTURE(text);
    const Type type = *ParseType(text);
    const Result<Type> back = ParseDuckDbType(DuckDbName(type));
    REQUIRE(back);
    CHECK(*back == type);
  }
  CHECK(DuckDbName(*ParseType("varchar(3)")) == "VARCHAR");
}

}  // namespace tenon
