#include "graph/json_path.h"

#include <doctest/doctest.h>

namespace tenon::graph {

TEST_CASE("a JsonPath becomes the engine's, with its names quoted") {
  struct Case {
    const char* text;
    const char* path;
  };
  for (const Case& c : {
           Case{"$", ""},
           Case{" $[*] ", ""},
           Case{"$.records", R"($."records")"},
           Case{"$.data.records[*]", R"($."data"."records"[*])"},
           Case{"$['a b'][2].ü", R"($."a b"[2]."ü")"},
           Case{R"($['say "hi"\'])", R"($."say \"hi\"\\")"},
       }) {
    CAPTURE(c.text);
    const Result<std::string> path = ReadJsonPath(c.text);
    REQUIRE_MESSAGE(path, path.error().message);
    CHECK(*path == c.path);
  }
}

TEST_CASE("what is no JsonPath, or one that filters, is refused with the place") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "expected '$' at character 1 of "},
           Case{"records", "expected '$' at character 1 of records"},
           Case{"$records", "expected '.' or '[' at character 2 of $records"},
           Case{"$..a", "expected a name at character 3 of $..a"},
           Case{"$.*", "expected a name at character 3 of $.*"},
           Case{"$.a[?(@.b)]",
                "expected '*', a number or a name in quotes at character 5 of "
                "$.a[?(@.b)]"},
           Case{"$.a[1", "expected ']' at character 6 of $.a[1"},
           Case{"$['a", "expected a name in quotes at character 4 of $['a"},
       }) {
    CAPTURE(c.text);
    const Result<std::string> path = ReadJsonPath(c.text);
    REQUIRE_FALSE(path);
    CHECK(path.error().message == c.message);
  }
}

}  // namespace tenon::graph
