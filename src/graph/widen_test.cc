#include "graph/widen.h"

#include <doctest/doctest.h>

#include "text/utf8.h"

namespace tenon::graph {

TEST_CASE("Types widen as Spark widens them for a UNION") {
  struct Case {
    const char* a;
    const char* b;
    const char* wider;  // "" for none
  };
  for (const Case& c : {
           Case{"int", "int", "int"},
           Case{"tinyint", "bigint", "bigint"},
           Case{"bigint", "float", "float"},
           Case{"float", "double", "double"},
           Case{"decimal(10,2)", "decimal(8,4)", "decimal(12,4)"},
           Case{"decimal(10,2)", "int", "decimal(12,2)"},
           Case{"decimal(10,2)", "bigint", "decimal(22,2)"},
           Case{"decimal(38,2)", "decimal(38,10)", "decimal(38,2)"},
           Case{"decimal(10,2)", "float", "double"},
           Case{"string", "int", "string"},
           Case{"varchar(5)", "string", "string"},
           Case{"string", "date", "string"},
           Case{"string", "boolean", ""},
           Case{"string", "binary", ""},
           Case{"boolean", "int", ""},
           Case{"date", "timestamp", "timestamp"},
           Case{"date", "int", ""},
           Case{"array<int>", "array<bigint>", "array<bigint>"},
           Case{"array<int>", "array<boolean>", ""},
           Case{"struct<a:int,b:string>", "struct<A:double,b:date>", "struct<a:double,b:string>"},
           Case{"struct<a:int>", "struct<b:int>", ""},
           Case{"map<string,int>", "map<string,double>", "map<string,double>"},
           Case{"array<int>", "string", ""},
       }) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    for (const auto& wider : {WiderType(*ParseType(c.a), *ParseType(c.b)),
                              WiderType(*ParseType(c.b), *ParseType(c.a))}) {
      CHECK(tenon::AsciiLower(wider ? HiveName(*wider) : "") == c.wider);
    }
  }
}

TEST_CASE("A value is cast only where its type changes") {
  const Type number(TypeKind::kInt);
  CHECK(Widened("\"x\"", number, number) == "\"x\"");
  CHECK(Widened("\"x\"", number, TypeKind::kString) == R"(CAST("x" AS VARCHAR))");
  CHECK(Widened("\"x\"", *ParseType("array<int>"), *ParseType("array<bigint>")) ==
        R"(CAST("x" AS BIGINT[]))");
}

}  // namespace tenon::graph
