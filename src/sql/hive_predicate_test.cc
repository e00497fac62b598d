#include "sql/hive_predicate.h"

#include <doctest/doctest.h>

#include <string>

#include "sql/hive_predicate_lexer.h"

namespace tenon::sql {
namespace {

std::string OperatorOf(const Predicate& predicate) {
  const std::string negation = predicate.is_negated ? "NOT " : "";
  switch (predicate.kind) {
    case PredicateKind::kEqual:
      return predicate.is_negated ? "<>" : "=";
    case PredicateKind::kLess:
      return "<";
    case PredicateKind::kLessOrEqual:
      return "<=";
    case PredicateKind::kGreater:
      return ">";
    case PredicateKind::kGreaterOrEqual:
      return ">=";
    case PredicateKind::kIn:
      return negation + "IN";
    case PredicateKind::kBetween:
      return negation + "BETWEEN";
    case PredicateKind::kLike:
      return negation + "LIKE";
    default:
      return negation + "NULL";
  }
}

// The tree in one line: (AND (OR year=[2026] month=[1]) day IN [1] [2]).
std::string Show(const Predicate& predicate) {
  std::string out;
  switch (predicate.kind) {
    case PredicateKind::kAnd:
      out = "(AND";
      break;
    case PredicateKind::kOr:
      out = "(OR";
      break;
    case PredicateKind::kNot:
      out = "(NOT";
      break;
    default:
      out = predicate.name.text + " " + OperatorOf(predicate);
      for (const PredicateLiteral& literal : predicate.literals) out += " [" + literal.text + "]";
      return out;
  }
  for (const Predicate& child : predicate.children) out += " " + Show(child);
  return out + ")";
}

std::string Repeat(int times, const std::string& text) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a predicate is read as its clients mean it") {
  struct Case {
    const char* text;
    const char* tree;
  };
  for (const Case& c : {
           // operators
           Case{"a = 1", "a = [1]"},
           Case{"a=1", "a = [1]"},
           Case{"a <> 1", "a <> [1]"},
           Case{"a != 1", "a <> [1]"},
           Case{"a < 1", "a < [1]"},
           Case{"a <= 1", "a <= [1]"},
           Case{"a > 1", "a > [1]"},
           Case{"a >= 1", "a >= [1]"},
           Case{"5 < a", "a > [5]"},
           Case{"5 <= a", "a >= [5]"},
           Case{"5 > a", "a < [5]"},
           Case{"5 >= a", "a <= [5]"},
           Case{"'x' = a", "a = [x]"},
           Case{"'x' <> a", "a <> [x]"},
           Case{"a IN (1)", "a IN [1]"},
           Case{"a in ('1', 2 ,'3')", "a IN [1] [2] [3]"},
           Case{"a NOT IN ('1')", "a NOT IN [1]"},
           Case{"a BETWEEN 1 AND 2", "a BETWEEN [1] [2]"},
           Case{"a not between 1 and 2 and b = 3", "(AND a NOT BETWEEN [1] [2] b = [3])"},
           Case{"a LIKE 'x%'", "a LIKE [x%]"},
           Case{"a Not Like 'x%'", "a NOT LIKE [x%]"},
           Case{"a IS NULL", "a NULL"},
           Case{"a is not null", "a NOT NULL"},
           // structure
           Case{"a = 1 OR b = 2 AND c = 3", "(OR a = [1] (AND b = [2] c = [3]))"},
           Case{"(a = 1 OR b = 2) AND c = 3", "(AND (OR a = [1] b = [2]) c = [3])"},
           Case{"a = 1 and b = 2 AND c = 3", "(AND a = [1] b = [2] c = [3])"},
           Case{"NOT a = 1 AND b = 2", "(AND (NOT a = [1]) b = [2])"},
           Case{"not not a = 1", "(NOT (NOT a = [1]))"},
           Case{"NOT (a = 1 OR b = 2)", "(NOT (OR a = [1] b = [2]))"},
           Case{"((a = 1))", "a = [1]"},
           // parentheses around keys and literals
           Case{"((year = '2020') and (month) IN ('1','2'))",
                "(AND year = [2020] month IN [1] [2])"},
           Case{"(col) NOT IN ('x')", "col NOT IN [x]"},
           Case{"(not (month) IN ('1', '2'))", "(NOT month IN [1] [2])"},
           Case{"((a)) = (5)", "a = [5]"},
           Case{"(((a) = 5))", "a = [5]"},
           Case{"(5) < ((a))", "a > [5]"},
           Case{"(a) is null", "a NULL"},
           Case{"a IN ((1), ('2'))", "a IN [1] [2]"},
           Case{"a between (1) and (2)", "a BETWEEN [1] [2]"},
           Case{"a like ('x')", "a LIKE [x]"},
           // names
           Case{"`order` = 1", "order = [1]"},
           Case{"\"a b\" = 1", "a b = [1]"},
           Case{"`a``b` = 1", "a`b = [1]"},
           Case{"_a.b$1 = 1", "_a.b$1 = [1]"},
           Case{"1st_key = 1", "1st_key = [1]"},
           Case{"2020L_ = 1", "2020L_ = [1]"},
           Case{"date = 1", "date = [1]"},
           Case{"timestamp in (1)", "timestamp IN [1]"},
           Case{"notable = 1 and inner = 2", "(AND notable = [1] inner = [2])"},
           Case{"größe = 1", "größe = [1]"},
           // literals
           Case{"a = ''", "a = []"},
           Case{"a = 'it''s'", "a = [it's]"},
           Case{R"(a = 'it\'s')", "a = [it's]"},
           Case{R"(a = '\\n')", R"(a = [\\n])"},
           Case{R"(a = 'C:\')", R"(a = [C:\])"},
           Case{R"(a like '\%\_')", R"(a LIKE [\%\_])"},
           Case{"a = 'AND'", "a = [AND]"},
           Case{"a = '\"x\"'", "a = [\"x\"]"},
           Case{"a = -5", "a = [-5]"},
           Case{"a=-5", "a = [-5]"},
           Case{"a = +5", "a = [+5]"},
           Case{"a = 1.5e-3", "a = [1.5e-3]"},
           Case{"a = .5", "a = [.5]"},
           Case{"a = 5.", "a = [5.]"},
           Case{"a = 007", "a = [007]"},
           Case{"(a) IN (10L, 1S, 2y, 1.5BD, 2D, 3.5f)", "a IN [10] [1] [2] [1.5] [2] [3.5]"},
           Case{"a > 2020-01-31", "a > [2020-01-31]"},
           Case{"2020-1-5<=a", "a >= [2020-1-5]"},
           Case{"a = date '2020-01-31'", "a = [2020-01-31]"},
           Case{"a = DATE'2020-01-31'", "a = [2020-01-31]"},
           Case{"date = date '2020-01-31'", "date = [2020-01-31]"},
           Case{"timestamp '2020-01-31 08:00:00' < a", "a > [2020-01-31 08:00:00]"},
           Case{"a = TRUE or a <> false", "(OR a = [TRUE] a <> [false])"},
           Case{"\n\ta\r= 1 ", "a = [1]"},
       }) {
    CAPTURE(c.text);
    const Result<Predicate> predicate = ParseHivePredicate(c.text);
    REQUIRE_MESSAGE(predicate, predicate.error().message);
    CHECK(Show(*predicate) == c.tree);
  }
}

TEST_CASE("what is no predicate is refused with its place, what stands there and what could") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "1 (expected a condition, found the end)"},
           Case{"a", "2 (expected a comparison, IN, BETWEEN, LIKE or IS, found the end)"},
           Case{"a =", "4 (expected a literal, found the end)"},
           Case{"a = = 1", "5 (expected a literal, found =)"},
           Case{"a == 1", "4 (expected a literal, found =)"},
           Case{"a <=> 1", "5 (expected a literal, found >)"},
           Case{"a = b", "5 (expected a literal, found b)"},
           Case{"a = \"b\"", "5 (expected a literal, found \"b\")"},
           Case{"a = (b)", "6 (expected a literal, found b)"},
           Case{"1 = 2", "5 (expected a partition key on one of both sides)"},
           Case{"1 = ", "5 (expected a partition key, found the end)"},
           Case{"1 IN (1)", "3 (expected = <> < > <= or >=, found IN)"},
           Case{"a = NULL", "5 (expected a literal, found NULL)"},
           Case{"a = 1 b = 2", "7 (expected AND, OR or the end, found b)"},
           Case{"a = 1 AND", "10 (expected a condition, found the end)"},
           Case{"AND a = 1", "1 (expected a condition, found AND)"},
           Case{"a = 1 OR OR b = 2", "10 (expected a condition, found OR)"},
           Case{"(a = 1", "7 (expected ), found the end)"},
           Case{"a = 1)", "6 (expected AND, OR or the end, found ))"},
           Case{"()", "2 (expected a condition, found ))"},
           Case{"(a", "3 (expected a comparison, IN, BETWEEN, LIKE or IS, found the end)"},
           Case{"a = (1", "7 (expected ), found the end)"},
           Case{"a IN ()", "7 (expected a literal, found ))"},
           Case{"a IN 1", "6 (expected (, found 1)"},
           Case{"a IN (1 2)", "9 (expected , or ), found 2)"},
           Case{"a IN (1,)", "9 (expected a literal, found ))"},
           Case{"a NOT = 1", "7 (expected IN, BETWEEN or LIKE, found =)"},
           Case{"a BETWEEN 1", "12 (expected AND, found the end)"},
           Case{"a BETWEEN 1 OR 2", "13 (expected AND, found OR)"},
           Case{"a LIKE 5", "8 (expected a pattern in quotes, found 5)"},
           Case{"a LIKE (b)", "9 (expected a pattern in quotes, found b)"},
           Case{"a IS 5", "6 (expected NULL, found 5)"},
           Case{"a IS NOT 5", "10 (expected NULL, found 5)"},
           Case{"in = 1", "1 (expected a condition, found in)"},
           Case{"lower(a) = 'x'", "6 (expected a comparison, IN, BETWEEN, LIKE or IS, found ()"},
           Case{"a = 'x", "5 (this text is not closed by a ')"},
           Case{"`a = 1", "1 (this quoted name is not closed by a `)"},
           Case{"a = \"x", "5 (this quoted name is not closed by a \")"},
           Case{"a = 1;", "6 (no token begins with ';')"},
           Case{"a = - 5", "5 (no token begins with '-')"},
           Case{"a = -5x", "5 (no token begins with '-')"},
           Case{"ä = 'ö' ü", "9 (expected AND, OR or the end, found ü)"},
           Case{"a = 1 AND b ! 2", "13 (no token begins with '!')"},
           Case{"a = 2020-01", "9 (expected AND, OR or the end, found -01)"},
       }) {
    CAPTURE(c.text);
    const Result<Predicate> predicate = ParseHivePredicate(c.text);
    REQUIRE_FALSE(predicate);
    CHECK(predicate.error().kind == ErrorKind::kInvalidInput);
    CHECK(predicate.error().message ==
          "invalid expression at character " + std::string(c.message) + ": " + c.text);
  }
}

TEST_CASE("every part of a tree knows its place in the text") {
  const std::string text = "NOT (x = 1) AND (ab) IN ('p', 5)";
  const Result<Predicate> predicate = ParseHivePredicate(text);
  REQUIRE(predicate);
  REQUIRE(predicate->children.size() == 2);
  CHECK(predicate->begin == 0);
  CHECK(predicate->children[0].begin == 0);
  CHECK(predicate->children[0].children[0].begin == text.find('x'));
  const Predicate& in = predicate->children[1];
  CHECK(in.begin == text.find("(ab"));
  CHECK(in.name.begin == text.find("ab"));
  CHECK(in.literals[0].begin == text.find("'p'"));
  CHECK(in.literals[1].begin == text.find('5'));
}

TEST_CASE("a predicate nests as deep as Hive writes it, and no deeper") {
  // (((a=1)or(a=2))or(a=2)) ...: as many conditions as 2048 characters hold.
  const std::string hive = Repeat(226, "(") + "(a=1)" + Repeat(226, "or(a=2))");
  CHECK(hive.size() <= 2048);
  CHECK(ParseHivePredicate(hive));
  CHECK(ParseHivePredicate(Repeat(256, "(") + "a=1" + Repeat(256, ")")));
  CHECK(ParseHivePredicate("a=1" + Repeat(10'000, " or a=1")));
  CHECK(ParseHivePredicate(Repeat(10'000, "(") + "a" + Repeat(10'000, ")") + "=1"));
  for (const std::string& text : {Repeat(257, "(") + "a=1" + Repeat(257, ")"),
                                  Repeat(100'000, "not "), Repeat(256, "(not(") + "a=1"}) {
    const Result<Predicate> predicate = ParseHivePredicate(text);
    REQUIRE_FALSE(predicate);
    CHECK(predicate.error().message.find("nested deeper than 256 levels") != std::string::npos);
  }
}

TEST_CASE("what is not UTF-8 is refused") {
  CHECK_FALSE(ParseHivePredicate("a = '\xff'"));
  CHECK_FALSE(ParseHivePredicate("\xc3 = 1"));
}

TEST_CASE("the lexer tells the kinds of tokens apart and where they are") {
  const auto tokens = TokenizePredicate("Year>=-10L,2026-01-31 'it''s'`q`");
  REQUIRE(tokens);
  struct Expected {
    PredicateTokenKind kind;
    const char* text;
    std::size_t begin;
    std::size_t end;
  };
  const Expected expected[] = {
      {PredicateTokenKind::kWord, "Year", 0, 4},
      {PredicateTokenKind::kSymbol, ">=", 4, 6},
      {PredicateTokenKind::kNumber, "-10", 6, 10},
      {PredicateTokenKind::kSymbol, ",", 10, 11},
      {PredicateTokenKind::kDate, "2026-01-31", 11, 21},
      {PredicateTokenKind::kText, "it's", 22, 29},
      {PredicateTokenKind::kQuotedName, "q", 29, 32},
      {PredicateTokenKind::kEnd, "", 32, 32},
  };
  REQUIRE(tokens->size() == std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    CAPTURE(i);
    CHECK((*tokens)[i].kind == expected[i].kind);
    CHECK((*tokens)[i].text == expected[i].text);
    CHECK((*tokens)[i].begin == expected[i].begin);
    CHECK((*tokens)[i].end == expected[i].end);
  }
}

}  // namespace tenon::sql
