#include "text/glob.h"

#include <doctest/doctest.h>

#include <string>

namespace tenon {

TEST_CASE("globs match as Glue documents its exclusions") {
  struct Case {
    const char* glob;
    const char* text;
    bool matches;
  };
  for (const auto& [glob, text, matches] :
       {Case{"*.csv", "a.csv", true}, Case{"*.csv", "d/a.csv", false},
        Case{"**.csv", "d/a.csv", true}, Case{"**/a.csv", "a.csv", true},
        Case{"d/**", "d/e/f", true}, Case{"?.csv", "a.csv", true}, Case{"?.csv", "ab.csv", false},
        Case{"[a-c]x", "bx", true}, Case{"[!a-c]x", "bx", false},
        Case{"*.{csv,json}", "a.json", true}, Case{"*.{csv,json}", "a.xml", false},
        Case{"\\*", "*", true}, Case{"\\*", "a", false}, Case{"{a", "{a", true},
        Case{"[a", "[a", true}, Case{"", "", true}, Case{"", "a", false}}) {
    CAPTURE(glob);
    CAPTURE(text);
    CHECK(MatchesGlob(glob, text) == matches);
  }
}

TEST_CASE("a hostile glob is given up, not waited for") {
  CHECK_FALSE(MatchesGlob("**a**a**a**a**a**a**a**a**a**a**b", std::string(200, 'a')));
}

}  // namespace tenon
