#include <doctest/doctest.h>

#include "types/type.h"

namespace tenon {

TEST_CASE("ParseType reads every spelling and HiveName writes Hive's") {
  struct Case {
    const char* text;
    const char* hive;
  };
  for (const Case& c : {
           Case{"bigint", "bigint"},
           Case{"LONG", "bigint"},
           Case{" Integer ", "int"},
           Case{"short", "smallint"},
           Case{"byte", "tinyint"},
           Case{"bool", "boolean"},
           Case{"real", "float"},
           Case{"decimal", "decimal(10,0)"},
           Case{"decimal(12)", "decimal(12,0)"},
           Case{"Decimal( 38 , 38 )", "decimal(38,38)"},
           Case{"varchar(10)", "varchar(10)"},
           Case{"varchar", "string"},
           Case{"char(3)", "char(3)"},
           Case{"timestamp_ntz", "timestamp"},
           Case{"array<struct<a:int>>", "array<struct<a:int>>"},
           Case{"map<string, array<date>>", "map<string,array<date>>"},
           Case{"struct<A b:int, `c,d`:string>", "struct<`A b`:int,`c,d`:string>"},
           Case{"struct<>", "struct<>"},
           Case{"struct<`a``b`:binary>", "struct<`a``b`:binary>"},
       }) {
    CAPTURE(c.text);
    const Result<Type> type = ParseType(c.text);
    REQUIRE(type);
    CHECK(HiveName(*type) == c.hive);
    CHECK(*ParseType(HiveName(*type)) == *type);
  }
}

TEST_CASE("ParseType names the place of what it refuses") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "malformed type at character 1 (expected the name of a type): "},
           Case{"text", "malformed type at character 5 (no such type: text): text"},
           Case{"array<int", "malformed type at character 10 (expected '>'): array<int"},
           Case{"int x", "malformed type at character 5 (expected the end): int x"},
           Case{"decimal(39,0)",
                "malformed type at character 11 (expected a number from 1 to 38): decimal(39,0)"},
           Case{"decimal(5,6)",
                "malformed type at character 12 (expected a number from 0 to 5): decimal(5,6)"},
           Case{"struct<:int>",
                "malformed type at character 8 (expected the name of a field): struct<:int>"},
       }) {
    CAPTURE(c.text);
    const Result<Type> type = ParseType(c.text);
    REQUIRE_FALSE(type);
    CHECK(type.error().kind == ErrorKind::kInvalidInput);
    CHECK(type.error().message == c.message);
  }
}

TEST_CASE("ParseType refuses nesting that would exhaust the stack") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "array<";
  CHECK_FALSE(ParseType(deep + "int"));
}

TEST_CASE("AthenaName gives the words of Athena's result metadata") {
  CHECK(AthenaName(*ParseType("string")) == "varchar");
  CHECK(AthenaName(*ParseType("decimal(10,2)")) == "decimal(10,2)");
  CHECK(AthenaName(*ParseType("map<string,array<struct<a:int,b:binary>>>")) ==
        "map(varchar, array(row(a integer, b varbinary)))");
}

TEST_CASE("types are comparable where Spark compares them without a cast") {
  struct Case {
    const char* a;
    const char* b;
    bool comparable;
  };
  for (const Case& c : {
           Case{"int", "decimal(10,2)", true},
           Case{"string", "varchar(3)", true},
           Case{"date", "timestamp", true},
           Case{"array<int>", "array<bigint>", true},
           Case{"string", "bigint", false},
           Case{"string", "date", false},
           Case{"boolean", "int", false},
           Case{"map<string,int>", "map<string,int>", false},
           Case{"struct<a:int>", "struct<a:int,b:int>", false},
           Case{"array<map<int,int>>", "array<map<int,int>>", false},
       }) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(AreComparable(*ParseType(c.a), *ParseType(c.b)) == c.comparable);
    CHECK(AreComparable(*ParseType(c.b), *ParseType(c.a)) == c.comparable);
  }
}

}  // namespace tenon
