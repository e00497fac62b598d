#include "catalog/name_pattern.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace tenon::catalog {

TEST_CASE("a pattern matches whole names, in any case, as glob or as regular expression") {
  struct Case {
    const char* expression;
    std::vector<const char*> matching;
    std::vector<const char*> others;
  };
  const std::vector<Case> cases = {
      {"sales", {"sales"}, {"sales_raw", "my_sales"}},
      {"SALES", {"sales"}, {}},
      {"sales*", {"sales", "sales_raw"}, {"my_sales"}},
      {"*sales*", {"sales", "my_sales_raw"}, {"leads"}},
      {"*_raw", {"sales_raw"}, {"sales_raw2"}},
      {"*", {"sales", "a b", "line\nend"}, {}},
      {"sales.*", {"sales", "sales_raw"}, {"my_sales"}},
      {".*raw.*", {"sales_raw2"}, {"sales"}},
      {"sales|leads", {"sales", "leads"}, {"sales_leads"}},
      {"s*|l*", {"sales", "leads"}, {"hits"}},
      {"t[0-9]+", {"t1", "t12"}, {"t", "t1x"}},
      {"(year|month)_.*", {"year_2026", "month_"}, {"day_1"}},
      {R"(a\*b)", {"a*b"}, {"axb", "ab"}},
      {"a[*]b", {"a*b"}, {"ab"}},
      {R"(a\.*)", {"a", "a.", "a.."}, {"ab"}},
      {"été*", {"étés"}, {"ete"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    const auto pattern = NamePattern::Parse(c.expression);
    REQUIRE(pattern);
    for (const char* name : c.matching) CHECK_MESSAGE(pattern->Matches(name), name);
    for (const char* name : c.others) CHECK_FALSE_MESSAGE(pattern->Matches(name), name);
  }
}

TEST_CASE("a pattern tells what all of its names begin with") {
  struct Case {
    const char* expression;
    const char* prefix;
  };
  const Case cases[] = {
      {"sales", "sales"},  {"Sales_*", "sales_"}, {"sales.*", "sales"}, {"sal?es", "sa"},
      {"sales?", "sale"},  {"s{0,2}a", ""},       {"sales+", "sales"},  {"*raw", ""},
      {"sales|leads", ""}, {"(a|b)c", ""},        {".*", ""},           {"[ab]c", ""},
      {R"(\w+)", ""},      {"été*", ""},          {"a-b*", "a"},        {"", ""},
      {"?", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    const auto pattern = NamePattern::Parse(c.expression);
    if (pattern) CHECK(pattern->prefix() == c.prefix);
  }
}

TEST_CASE("what is no pattern is refused by name") {
  for (const char* expression : {"(", "[a", "a{2,1}", "(?=a)", "\\"}) {
    CAPTURE(expression);
    const auto pattern = NamePattern::Parse(expression);
    REQUIRE_FALSE(pattern);
    CHECK(pattern.error().kind == ErrorKind::kInvalidInput);
    CHECK(pattern.error().message.find(expression) != std::string::npos);
  }
}

TEST_CASE("a pattern that would take too much memory is refused") {
  CHECK_FALSE(NamePattern::Parse("((((a{100}){100}){100}){100})"));
}

}  // namespace tenon::catalog
