#include "api/s3/conditions.h"

#include "api/s3/failure.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

// Whether one of the ETags of a list such as "\"a\", W/\"b\"" is `etag`. "*" is every ETag.
bool Lists(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view one = Trim(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || WithoutQuotes(one) == etag) return true;
  }
  return false;
}

// Whether an object of that time was modified after the date of a header.
std::optional<bool> IsModifiedSince(const std::string* header, Time last_modified) {
  if (header == nullptr) return std::nullopt;
  const Result<Time> date = ParseHttpDate(*header);
  if (!date) return std::nullopt;
  using std::chrono::floor;
  using std::chrono::seconds;
  return floor<seconds>(last_modified) > floor<seconds>(*date);
}

}  // namespace

std::string_view WithoutQuotes(std::string_view etag) {
  if (etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"')) {
    return etag.substr(1, etag.size() - 2);
  }
  return etag;
}

Conditions ReadConditions(const http::Headers& headers) {
  return {.if_match = headers.Find("If-Match"),
          .if_none_match = headers.Find("If-None-Match"),
          .if_modified_since = headers.Find("If-Modified-Since"),
          .if_unmodified_since = headers.Find("If-Unmodified-Since")};
}

Conditions CopySourceConditions(const http::Headers& headers) {
  return {.if_match = headers.Find("x-amz-copy-source-if-match"),
          .if_none_match = headers.Find("x-amz-copy-source-if-none-match"),
          .if_modified_since = headers.Find("x-amz-copy-source-if-modified-since"),
          .if_unmodified_since = headers.Find("x-amz-copy-source-if-unmodified-since")};
}

Verdict Evaluate(const Conditions& conditions, std::string_view etag, Time last_modified) {
  if (conditions.if_match != nullptr) {
    if (!Lists(*conditions.if_match, etag)) return Verdict::kPreconditionFailed;
  } else if (IsModifiedSince(conditions.if_unmodified_since, last_modified).value_or(false)) {
    return Verdict::kPreconditionFailed;
  }
  if (conditions.if_none_match != nullptr) {
    if (Lists(*conditions.if_none_match, etag)) return Verdict::kNotModified;
  } else if (!IsModifiedSince(conditions.if_modified_since, last_modified).value_or(true)) {
    return Verdict::kNotModified;
  }
  return Verdict::kProceed;
}

Result<objects::Precondition> WritePrecondition(const http::Headers& headers) {
  const std::string* match = headers.Find("If-Match");
  const std::string* none_match = headers.Find("If-None-Match");
  if (match != nullptr && none_match != nullptr) {
    return Failure("InvalidRequest", "If-Match and If-None-Match exclude each other");
  }
  objects::Precondition precondition;
  if (match != nullptr) precondition.if_match = WithoutQuotes(*match);
  if (none_match != nullptr) {
    if (*none_match != "*") {
      return Failure("NotImplemented",
                     "If-None-Match of a write must be *, this was sent: " + *none_match);
    }
    precondition.if_none_match = true;
  }
  return precondition;
}

}  // namespace tenon::api::s3
