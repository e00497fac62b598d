#include "json/value.h"

#include <doctest/doctest.h>

namespace tenon::json {

TEST_CASE("Parse and Dump are each other's inverse") {
  for (const char* text :
       {"null", "true", "0", "-9223372036854775808", "1.5", "\"a\\\"\\\\\\n\\u0001\"", "[]", "{}",
        "[1,[2,{\"a\":null}],\"x\"]", "{\"b\":1,\"a\":{\"c\":[true,false]}}", "\"é\""}) {
    CAPTURE(text);
    const Result<Value> value = Parse(text);
    REQUIRE(value);
    CHECK(Dump(*value) == text);
  }
}

TEST_CASE("Parse refuses what is not one JSON text and says where") {
  for (const char* text : {"", "{", "[1,]", "{\"a\":1} x", "nul", "\"\xff\"", "01", "{'a':1}"}) {
    CAPTURE(text);
    const Result<Value> value = Parse(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().kind == ErrorKind::kInvalidInput);
    CHECK(value.error().message.starts_with("malformed JSON at byte "));
  }
}

TEST_CASE("Parse refuses nesting that would exhaust the stack") {
  CHECK(Parse(std::string(99, '[') + std::string(99, ']')));
  CHECK_FALSE(Parse(std::string(100000, '[') + std::string(100000, ']')));
}

TEST_CASE("of two members of one name the last counts") {
  CHECK(Dump(*Parse(R"({"a":1,"a":2})")) == R"({"a":2})");
  CHECK(Dump(*Parse(R"({"a":{"b":[1,{"c":2,"c":3}]},"b":0,"a":[4]})")) == R"({"b":0,"a":[4]})");
  std::string many = "{";
  std::string last = "{";
  for (int i = 0; i < 50; ++i) {
    const std::string name = "\"k" + std::to_string(i) + "\":";
    many += name + "0,";
    last += name + "1" + (i < 49 ? "," : "}");
  }
  CHECK(Dump(*Parse(many + last.substr(1))) == last);
}

TEST_CASE("nested containers keep their names and order") {
  const std::string text =
      R"({"a":[{"b":[],"c":{}},[[1],[2,[3]]]],"d":{"e":{"f":[{"g":"h"}]},"i":null},"j":"k"})";
  CHECK(Dump(*Parse(text)) == text);
}

TEST_CASE("numbers keep their kind") {
  CHECK(*Parse("1")->AsInt() == 1);
  CHECK(*Parse("1.0")->AsDouble() == 1.0);
  CHECK(Dump(Value(2.0)) == "2.0");
  CHECK(*Parse("18446744073709551615")->AsDouble() == 18446744073709551615.0);
}

TEST_CASE("objects are equal in any order of members") {
  CHECK(*Parse(R"({"a":1,"b":2})") == *Parse(R"({"b":2,"a":1})"));
  CHECK(*Parse(R"({"a":1})") != *Parse(R"({"a":2})"));
}

TEST_CASE("Set, Append and Erase change in place") {
  Value value;
  value.Set("a", 1);
  value.Set("a", 2);
  value.Set("b", Value());
  value.Erase("b");
  Value list;
  list.Append("x");
  value.Set("c", list);
  CHECK(Dump(value) == R"({"a":2,"c":["x"]})");
}

TEST_CASE("Reader names the member that does not fit") {
  const Value value = {{"name", 1}, {"list", Array{1}}, {"flag", "x"}};
  const Reader reader(value);
  CHECK(reader.String("name").error().message == "name must be a string");
  CHECK(reader.Strings("list").error().message == "list must be a list of strings");
  CHECK(reader.BoolOr("flag", false).error().message == "flag must be true or false");
  CHECK(*reader.IntOr("absent", 7) == 7);
}

}  // namespace tenon::json
