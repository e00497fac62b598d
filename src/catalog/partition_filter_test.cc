#include "catalog/partition_filter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tenon::catalog {
namespace {

PartitionKey Key(const char* name, const char* type) { return {name, *ParseType(type)}; }

bool Matches(const PartitionFilter& filter, const std::vector<PartitionKey>& keys,
             const std::vector<std::string>& values) {
  std::vector<std::string> encoded;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    encoded.push_back(EncodeValue(keys[i].type, values[i]));
  }
  const std::vector<std::string_view> views(encoded.begin(), encoded.end());
  return filter.Matches(views);
}

bool Holds(const std::vector<ByteRange>& ranges, const std::string& encoded) {
  return std::ranges::any_of(ranges, [&](const ByteRange& range) {
    return range.begin <= encoded && (range.end.empty() || encoded < range.end);
  });
}

constexpr const char* kNull = "__HIVE_DEFAULT_PARTITION__";

}  // namespace

TEST_CASE("each operator compares by the declared type of the key") {
  struct Case {
    const char* type;
    const char* expression;
    std::vector<std::string> matching;
    std::vector<std::string> others;  // besides NULL and, but for text, what is no value
  };
  const std::vector<Case> cases = {
      {"int", "k = 7", {"7", "07"}, {"6", "8", "70"}},
      {"int", "k = '7'", {"7", "07"}, {"6"}},
      {"int", "k <> '07'", {"6", "8"}, {"7", "007"}},
      {"int", "k < 10", {"9", "-1"}, {"10", "11"}},
      {"int", "10 > k", {"9", "-1"}, {"10", "11"}},
      {"int", "k <= 10", {"9", "10"}, {"11"}},
      {"int", "k > 9", {"10", "100"}, {"9", "-100"}},
      {"int", "k >= -1", {"-1", "0"}, {"-2"}},
      {"int", "k IN (1, '2', 003)", {"1", "2", "3"}, {"0", "4", "12"}},
      {"int", "k NOT IN (1, 2)", {"0", "3"}, {"1", "2", "02"}},
      {"int", "k BETWEEN 9 AND 10", {"9", "10"}, {"8", "11"}},
      {"int", "k BETWEEN 10 AND 9", {}, {"8", "9", "10", "11"}},
      {"int", "k NOT BETWEEN 9 AND 10", {"8", "11"}, {"9", "10"}},
      {"int", "NOT k BETWEEN 10 AND 9", {"8", "9", "10"}, {}},
      {"tinyint", "k < 10", {"9"}, {"10"}},
      {"smallint", "k < 10", {"9"}, {"10"}},
      {"long", "k IN (10L, 9000000000L)", {"10", "9000000000"}, {"9"}},
      {"float", "k = 0.1", {"0.1", "1e-1"}, {"0.2"}},
      {"float", "k < 1e1", {"9.5", "-Infinity"}, {"10", "NaN"}},
      {"double", "k > 9.5", {"10", "9.51", "NaN"}, {"9.5", "9"}},
      {"decimal(10,2)", "k = 1.5", {"1.5", "1.50", "01.5"}, {"1.51", "15"}},
      {"decimal(10,2)", "k BETWEEN '1.005' AND 2", {"1.01", "2.00"}, {"1.00", "2.01"}},
      {"boolean", "k = true", {"true", "TRUE"}, {"false"}},
      {"boolean", "k <> 'true'", {"false"}, {"true"}},
      {"boolean", "k < TRUE", {"false"}, {"true"}},
      {"date", "k = 2026-01-05", {"2026-01-05", "2026-1-5"}, {"2026-01-06"}},
      {"date", "k > '2025-12-31'", {"2026-01-01"}, {"2025-12-31", "2025-02-01"}},
      {"date", "k IN (date '2026-01-05')", {"2026-01-05"}, {"2026-01-06"}},
      {"timestamp", "k >= 2026-01-05", {"2026-01-05 00:00:00"}, {"2026-01-04 23:59:59.9"}},
      {"timestamp",
       "k = timestamp '2026-01-05 08:00:00'",
       {"2026-01-05 08:00:00", "2026-01-05 08:00:00.000"},
       {"2026-01-05 08:00:01"}},
      {"string", "k = '7'", {"7"}, {"07"}},
      {"string", "k = 07", {"07"}, {"7"}},
      {"string", "k < 10", {"1", "0"}, {"9", "10"}},
      {"string", "k = 2026-01-05", {"2026-01-05"}, {"2026-1-5"}},
      {"string", "k = TRUE", {"TRUE"}, {"true"}},
      {"string", "k = 'it''s'", {"it's"}, {"its"}},
      {"string", R"(k = 'it\'s')", {"it's"}, {R"(it\'s)"}},
      {"string", "k > 'a'", {"b", "aa", "é"}, {"a", "B", ""}},
      {"varchar(5)", "k IN ('a', 'b')", {"a", "b"}, {"c", "A"}},
      {"char(2)", "k <> 'a'", {"b"}, {"a"}},
  };
  for (const Case& c : cases) {
    const std::vector<PartitionKey> keys = {Key("k", c.type)};
    CAPTURE(c.type);
    CAPTURE(c.expression);
    const auto filter = PartitionFilter::Parse(c.expression, keys);
    REQUIRE_MESSAGE(filter, filter.error().message);
    for (const auto& value : c.matching) CHECK_MESSAGE(Matches(*filter, keys, {value}), value);
    for (const auto& value : c.others) CHECK_FALSE_MESSAGE(Matches(*filter, keys, {value}), value);
    CHECK_FALSE(Matches(*filter, keys, {kNull}));
    const bool is_text = EncodeLiteral(keys[0].type, "no value").has_value();
    if (!is_text) CHECK_FALSE(Matches(*filter, keys, {"no value"}));
  }
}

TEST_CASE("LIKE matches text with % and _ and escapes") {
  struct Case {
    const char* pattern;
    std::vector<std::string> matching;
    std::vector<std::string> others;
  };
  const std::vector<Case> cases = {
      {"abc", {"abc"}, {"ab", "abcd", "xabc"}},
      {"", {""}, {"a"}},
      {"%", {"", "a", "line\nend"}, {}},
      {"a%", {"a", "ab", "a\n"}, {"b", "ba", ""}},
      {"%a", {"a", "ba"}, {"ab"}},
      {"%a%", {"a", "bab"}, {"", "b"}},
      {"a%b%c", {"abc", "axbxc"}, {"acb", "abcx"}},
      {"a_c", {"abc", "aéc", "a\nc"}, {"ac", "abbc"}},
      {"__", {"ab", "éé"}, {"a", "abc"}},
      {R"(100\%)", {"100%"}, {"100x", R"(100\%)"}},
      {R"(a\_b)", {"a_b"}, {"axb"}},
      {R"(a\\b%)", {R"(a\b)", R"(a\bc)"}, {R"(a\\b)", "ab"}},
      {R"(a\b)", {R"(a\b)"}, {"ab"}},
      {"a.c", {"a.c"}, {"abc"}},
      {"(a|b)[c]+^$", {"(a|b)[c]+^$"}, {"ac"}},
      {"us_east.*", {"us_east", "us-east-1"}, {"eu_east"}},
      {".*east", {"us_east"}, {"eastern"}},
      {".*east.*", {"eastern", "us_east-1"}, {"west"}},
  };
  const std::vector<PartitionKey> keys = {Key("k", "string")};
  for (const Case& c : cases) {
    CAPTURE(c.pattern);
    const std::string literal = "'" + std::string(c.pattern) + "'";
    const auto like = PartitionFilter::Parse("k LIKE " + literal, keys);
    const auto unlike = PartitionFilter::Parse("k NOT LIKE " + literal, keys);
    REQUIRE(like);
    REQUIRE(unlike);
    for (const auto& value : c.matching) {
      CAPTURE(value);
      CHECK(Matches(*like, keys, {value}));
      CHECK_FALSE(Matches(*unlike, keys, {value}));
    }
    for (const auto& value : c.others) {
      CAPTURE(value);
      CHECK_FALSE(Matches(*like, keys, {value}));
      CHECK(Matches(*unlike, keys, {value}));
    }
    CHECK_FALSE(Matches(*like, keys, {kNull}));
    CHECK_FALSE(Matches(*unlike, keys, {kNull}));
  }
}

TEST_CASE("NULL and text that is no value are unknown to comparisons, and told by IS NULL") {
  struct Case {
    const char* expression;
    bool null;  // whether NULL, "abc", 1 and 2 match
    bool no_value;
    bool one;
    bool two;
  };
  const std::vector<PartitionKey> keys = {Key("k", "int")};
  for (const Case& c : {
           Case{"k IS NULL", true, false, false, false},
           Case{"k IS NOT NULL", false, true, true, true},
           Case{"NOT k IS NULL", false, true, true, true},
           Case{"NOT k IS NOT NULL", true, false, false, false},
           Case{"k = 1", false, false, true, false},
           Case{"NOT k = 1", false, false, false, true},
           Case{"NOT (NOT k = 1)", false, false, true, false},
           Case{"NOT (k = 1 AND k = 2)", false, false, true, true},
           Case{"NOT (k = 1 OR k IS NULL)", false, false, false, true},
           Case{"k = 1 OR NOT k = 1", false, false, true, true},
           Case{"k = 1 OR k IS NULL", true, false, true, false},
           Case{"NOT k NOT IN (1)", false, false, true, false},
           // Hive's text for NULL, as Trino writes it
           Case{"k = '__HIVE_DEFAULT_PARTITION__'", true, false, false, false},
           Case{"k <> '__HIVE_DEFAULT_PARTITION__'", false, true, true, true},
           Case{"((k = 1) OR (k = '__HIVE_DEFAULT_PARTITION__'))", true, false, true, false},
           Case{"k IN (1, '__HIVE_DEFAULT_PARTITION__')", true, false, true, false},
           Case{"k NOT IN (1, '__HIVE_DEFAULT_PARTITION__')", false, false, false, true},
           Case{"k NOT IN ('__HIVE_DEFAULT_PARTITION__')", false, true, true, true},
           // blank expressions
           Case{"", true, true, true, true},
           Case{" \n", true, true, true, true},
       }) {
    CAPTURE(c.expression);
    const auto filter = PartitionFilter::Parse(c.expression, keys);
    REQUIRE_MESSAGE(filter, filter.error().message);
    CHECK(Matches(*filter, keys, {kNull}) == c.null);
    CHECK(Matches(*filter, keys, {"abc"}) == c.no_value);
    CHECK(Matches(*filter, keys, {"1"}) == c.one);
    CHECK(Matches(*filter, keys, {"2"}) == c.two);
  }
}

TEST_CASE("names are found in any case, and conditions on several keys join") {
  const std::vector<PartitionKey> keys = {Key("year", "int"), Key("month", "string")};
  const auto filter =
      PartitionFilter::Parse("((YEAR = '2020') and (`Month`) IN ('1','2')) or year < 2000", keys);
  REQUIRE(filter);
  CHECK(Matches(*filter, keys, {"2020", "1"}));
  CHECK(Matches(*filter, keys, {"1999", "7"}));
  CHECK_FALSE(Matches(*filter, keys, {"2020", "3"}));
  CHECK_FALSE(Matches(*filter, keys, {"2021", "1"}));
}

TEST_CASE("an expression that does not fit the keys is refused with the place") {
  const std::vector<PartitionKey> keys = {Key("year", "int"), Key("day", "date"),
                                          Key("name", "string"), Key("price", "decimal(5,2)")};
  struct Case {
    const char* expression;
    const char* problem;
  };
  for (const Case& c : {
           Case{"year = 1 AND yeer = 2",
                "14 (no partition key is named yeer; the table has the partition keys year, day, "
                "name, price)"},
           Case{"year = 'abc'", "8 (abc is no value of year, a partition key of type int)"},
           Case{"year = 1.5", "8 (1.5 is no value of year, a partition key of type int)"},
           Case{"year IN (1, 3000000000)",
                "13 (3000000000 is no value of year, a partition key of type int)"},
           Case{"year BETWEEN 1 AND x", "20 (expected a literal, found x)"},
           Case{"year BETWEEN 1 AND 'x'",
                "20 (x is no value of year, a partition key of type int)"},
           Case{"'x' < year", "1 (x is no value of year, a partition key of type int)"},
           Case{"day = 2026-02-30",
                "7 (2026-02-30 is no value of day, a partition key of type date)"},
           Case{"price > 'x'", "9 (x is no value of price, a partition key of type decimal(5,2))"},
           Case{"(year) LIKE '20%'",
                "2 (LIKE is for text, and year is a partition key of type int)"},
           Case{"name < '__HIVE_DEFAULT_PARTITION__'",
                "8 (__HIVE_DEFAULT_PARTITION__ is no value of name, a partition key of type "
                "string)"},
           Case{"year = ", "8 (expected a literal, found the end)"},
       }) {
    CAPTURE(c.expression);
    const auto filter = PartitionFilter::Parse(c.expression, keys);
    REQUIRE_FALSE(filter);
    CHECK(filter.error().kind == ErrorKind::kInvalidInput);
    CHECK(filter.error().message ==
          "invalid expression at character " + std::string(c.problem) + ": " + c.expression);
  }
  const auto without_keys = PartitionFilter::Parse("a = 1", {});
  REQUIRE_FALSE(without_keys);
  CHECK(without_keys.error().message ==
        "invalid expression at character 1 (no partition key is named a; the table has no "
        "partition keys): a = 1");
}

TEST_CASE("an expression has at most 2048 characters") {
  const std::vector<PartitionKey> keys = {Key("k", "string")};
  const auto of_length = [](std::size_t length) {
    std::string text = "k = '";
    for (std::size_t i = 0; i < length - 6; ++i) text += "é";
    return text + "'";
  };
  CHECK(PartitionFilter::Parse(of_length(2048), keys));
  const auto longer = PartitionFilter::Parse(of_length(2049), keys);
  REQUIRE_FALSE(longer);
  CHECK(longer.error().kind == ErrorKind::kInvalidInput);
  CHECK(longer.error().message == "the expression is longer than 2048 characters: 2049");
}

TEST_CASE("the ranges of a key are as narrow as the expression allows") {
  const std::vector<PartitionKey> keys = {Key("a", "int"), Key("b", "string")};
  const auto int_of = [&](const char* text) { return EncodeValue(keys[0].type, text); };
  const auto point = [&](const char* text) { return ByteRange{int_of(text), After(int_of(text))}; };
  using Ranges = std::optional<std::vector<ByteRange>>;
  struct Case {
    const char* expression;
    Ranges ranges;  // of a
  };
  const std::string first = AllValues().begin;
  const std::string last = AllValues().end;
  for (const Case& c : {
           Case{"", std::nullopt},
           Case{"b = 'x'", std::nullopt},
           Case{"a = 5", {{point("5")}}},
           Case{"a IN (7, 5, '05')", {{point("5"), point("7")}}},
           Case{"a = 5 AND b = 'x'", {{point("5")}}},
           Case{"a = 5 OR b = 'x'", std::nullopt},
           Case{"a = 5 AND a = 6", Ranges(std::in_place)},
           Case{"a BETWEEN 6 AND 5", Ranges(std::in_place)},
           Case{"(a = 1 AND b = 'x') OR (a = 3 AND b = 'y')", {{point("1"), point("3")}}},
           Case{"a >= 5 AND a <= 5", {{point("5")}}},
           Case{"a < 5", {{{first, int_of("5")}}}},
           Case{"a <= 5 AND a > 2", {{{After(int_of("2")), After(int_of("5"))}}}},
           Case{"a BETWEEN 2 AND 5 OR a BETWEEN 4 AND 9", {{{int_of("2"), After(int_of("9"))}}}},
           Case{"a <> 5", {{{first, int_of("5")}, {After(int_of("5")), last}}}},
           Case{"NOT (a = 5 OR a > 7)",
                {{{first, int_of("5")}, {After(int_of("5")), After(int_of("7"))}}}},
           Case{"NOT (a = 5 AND b = 'x')", std::nullopt},
           Case{"a IS NULL", {{AllNulls()}}},
           Case{"a IS NOT NULL", {{AllButNull()}}},
           Case{"a IN (1, '__HIVE_DEFAULT_PARTITION__')", {{AllNulls(), point("1")}}},
       }) {
    CAPTURE(c.expression);
    const auto filter = PartitionFilter::Parse(c.expression, keys);
    REQUIRE_MESSAGE(filter, filter.error().message);
    CHECK(filter->Ranges(0) == c.ranges);
  }

  const auto prefix = PartitionFilter::Parse("b LIKE 'ab%c'", keys);
  CHECK(prefix->Ranges(1) == std::vector{TextsThatBeginWith("ab")});
  const auto exact = PartitionFilter::Parse("b LIKE 'ab'", keys);
  CHECK(IsPoint(exact->Ranges(1)->front()));
  const auto unlike = PartitionFilter::Parse("b NOT LIKE 'ab%'", keys);
  CHECK(unlike->Ranges(1)->size() == 2);
  CHECK_FALSE(Holds(*unlike->Ranges(1), EncodeValue(keys[1].type, "abc")));
}

}  // namespace tenon::catalog
