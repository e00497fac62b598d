#include "catalog/search_terms.h"

#include <doctest/doctest.h>

namespace tenon::catalog {

TEST_CASE("a table's texts are one a line") {
  const auto input = json::Parse(R"({"Name": "ignored", "Description": "two\nlines", "Owner": "me",
      "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint", "Comment": "key"},
                                        {"Name": "mail"}]},
      "PartitionKeys": [{"Name": "day", "Comment": ""}],
      "Parameters": {"classification": "csv", "zero": "\u0000", "none": ""}})");
  REQUIRE(input);
  CHECK(SearchableText("lake", "users", *input) ==
        "\nusers\nlake\ntwo lines\nme\nid\nkey\nmail\nday\nclassification\ncsv\nzero\n \nnone\n");
  CHECK(SearchableText("lake", "users", json::Object{}) == "\nusers\nlake\n");
}

TEST_CASE("what the index can find is a phrase, what is too short a pattern") {
  struct Case {
    const char* text;
    const char* match;
    const char* like;
  };
  const Case cases[] = {
      {"users", "\"users\"", ""},
      {"u s", "\"u s\"", ""},
      {"äöü", "\"äöü\"", ""},
      {"say \"hi\" now", "\"say \"\"hi\"\" now\"", ""},
      {"two\nlines", "\"two lines\"", ""},
      {"\"users\"", "\"\nusers\n\"", ""},
      {"\"u\"", "\"\nu\n\"", ""},
      {"us", "", "%us%"},
      {"äö", "", "%äö%"},
      {"_%", "", R"(%\_\%%)"},
      {R"(\)", "", R"(%\\%)"},
      {"\"", "", "%\"%"},
      {"\"\"", "", "%\n\n%"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const TextCondition condition = ReadSearchText(c.text);
    CHECK(condition.match == c.match);
    CHECK(condition.like == c.like);
  }
}

TEST_CASE("a time is as long as it is precise") {
  struct Case {
    const char* text;
    TimeSpan span;
  };
  const Case cases[] = {
      {"2026-01-31", {1'769'817'600'000, 1'769'904'000'000}},
      {"2026-01-31T08:15:30Z", {1'769'847'330'000, 1'769'847'331'000}},
      {"2026-01-31 08:15:30", {1'769'847'330'000, 1'769'847'331'000}},
      {"2026-01-31T09:15:30+01:00", {1'769'847'330'000, 1'769'847'331'000}},
      {"2026-01-31T08:15:30.25Z", {1'769'847'330'250, 1'769'847'330'251}},
      {"1769847330", {1'769'847'330'000, 1'769'847'331'000}},
      {"1769847330.123", {1'769'847'330'123, 1'769'847'330'124}},
      {"0", {0, 1000}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto span = ReadTimeSpan(c.text);
    REQUIRE(span);
    CHECK(span->from == c.span.from);
    CHECK(span->to == c.span.to);
  }
}

TEST_CASE("what is no time is refused by name") {
  for (const char* text : {"", "yesterday", "2026-13-01", "2026-02-30", "-5", "1.", "1.x", "1e9",
                           "99999999999999999999", "253402300800", "2026-01-31T25:00:00Z"}) {
    CAPTURE(text);
    const auto span = ReadTimeSpan(text);
    REQUIRE_FALSE(span);
    CHECK(span.error().kind == ErrorKind::kInvalidInput);
    CHECK(span.error().message.ends_with(text));
  }
}

}  // namespace tenon::catalog
