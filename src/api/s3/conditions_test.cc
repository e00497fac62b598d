#include "api/s3/conditions.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {
namespace {

const std::string kMine = "\"abc\"";
const std::string kOther = "\"def\"";
const std::string kList = "\"def\", W/\"abc\"";
const std::string kAny = "*";
const std::string kBefore = "Sat, 31 Jan 2026 08:15:29 GMT";
const std::string kSameSecond = "Sat, 31 Jan 2026 08:15:30 GMT";
const std::string kAfter = "Sat, 31 Jan 2026 08:15:31 GMT";
const std::string kNoDate = "yesterday";

Verdict EvaluateMine(const Conditions& conditions) {
  const Time modified = ParseHttpDate(kSameSecond).value() + std::chrono::milliseconds(700);
  return Evaluate(conditions, "abc", modified);
}

}  // namespace

TEST_CASE("Each condition holds or does not") {
  struct Case {
    Conditions conditions;
    Verdict verdict;
  };
  const Case cases[] = {
      {{}, Verdict::kProceed},
      {{.if_match = &kMine}, Verdict::kProceed},
      {{.if_match = &kList}, Verdict::kProceed},
      {{.if_match = &kAny}, Verdict::kProceed},
      {{.if_match = &kOther}, Verdict::kPreconditionFailed},
      {{.if_none_match = &kMine}, Verdict::kNotModified},
      {{.if_none_match = &kList}, Verdict::kNotModified},
      {{.if_none_match = &kAny}, Verdict::kNotModified},
      {{.if_none_match = &kOther}, Verdict::kProceed},
      {{.if_modified_since = &kBefore}, Verdict::kProceed},
      {{.if_modified_since = &kSameSecond}, Verdict::kNotModified},
      {{.if_modified_since = &kAfter}, Verdict::kNotModified},
      {{.if_modified_since = &kNoDate}, Verdict::kProceed},
      {{.if_unmodified_since = &kBefore}, Verdict::kPreconditionFailed},
      {{.if_unmodified_since = &kSameSecond}, Verdict::kProceed},
      {{.if_unmodified_since = &kAfter}, Verdict::kProceed},
      {{.if_unmodified_since = &kNoDate}, Verdict::kProceed},
  };
  for (const Case& c : cases) CHECK(EvaluateMine(c.conditions) == c.verdict);
}

TEST_CASE("An ETag overrides the date beside it") {
  CHECK(EvaluateMine({.if_match = &kMine, .if_unmodified_since = &kBefore}) == Verdict::kProceed);
  CHECK(EvaluateMine({.if_none_match = &kOther, .if_modified_since = &kAfter}) ==
        Verdict::kProceed);
}

TEST_CASE("A failed precondition counts before what was not modified") {
  CHECK(EvaluateMine({.if_match = &kOther, .if_none_match = &kMine}) ==
        Verdict::kPreconditionFailed);
}

TEST_CASE("A write may ask for an ETag or for no object, not for both") {
  http::Headers headers;
  CHECK(WritePrecondition(headers)->if_match.empty());
  headers.Add("If-Match", "\"abc\"");
  CHECK(WritePrecondition(headers)->if_match == "abc");
  headers.Add("If-None-Match", "*");
  CHECK(WritePrecondition(headers).error().reason == "InvalidRequest");
  http::Headers none;
  none.Add("If-None-Match", "*");
  CHECK(WritePrecondition(none)->if_none_match);
  none.Set("If-None-Match", "\"abc\"");
  CHECK(WritePrecondition(none).error().reason == "NotImplemented");
}

}  // namespace tenon::api::s3
