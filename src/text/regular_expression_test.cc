#include "text/regular_expression.h"

#include <doctest/doctest.h>

namespace tenon {

TEST_CASE("an expression without operators matches one text") {
  struct Case {
    std::string_view expression;
    std::optional<std::string> text;
  };
  const Case cases[] = {
      {"-", "-"},
      {", ", ", "},
      {R"(\|)", "|"},
      {R"(a\.b)", "a.b"},
      {R"(\\)", "\\"},
      {"\xc3\xa9", "\xc3\xa9"},
      {"", std::nullopt},
      {".", std::nullopt},
      {"a|b", std::nullopt},
      {R"(\d)", std::nullopt},
      {R"(\n)", std::nullopt},
      {"x*", std::nullopt},
      {"[,]", std::nullopt},
      {"^a", std::nullopt},
      {"a\\", std::nullopt},
      {"(?i)a", std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    CHECK(LiteralOf(c.expression) == c.text);
  }
}

}  // namespace tenon
