#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "objects/object.h"

namespace tenon::api::s3 {

// The four header fields of a conditional request, as sent; null where absent.
struct Conditions {
  const std::string* if_match = nullptr;
  const std::string* if_none_match = nullptr;
  const std::string* if_modified_since = nullptr;
  const std::string* if_unmodified_since = nullptr;
};

// Of GET and HEAD: If-Match and the others. They point into `headers`.
Conditions ReadConditions(const http::Headers& headers);
// Of the source of a copy: x-amz-copy-source-if-match and the others.
Conditions CopySourceConditions(const http::Headers& headers);

enum class Verdict { kProceed, kNotModified, kPreconditionFailed };

// Applies RFC 9110, 13.2.2, to an object: If-Match counts before If-Unmodified-Since, which it
// overrides, and If-None-Match before If-Modified-Since. Times are compared by whole seconds, dates
// that cannot be read count as absent. `etag` is without quotes.
Verdict Evaluate(const Conditions& conditions, std::string_view etag, Time last_modified);

// If-Match and If-None-Match of a write. S3 knows If-None-Match only as "*": anything else is
// refused with reason NotImplemented, and both at once with InvalidRequest.
Result<objects::Precondition> WritePrecondition(const http::Headers& headers);

// "\"abc\"" -> "abc"; without quotes as it is.
std::string_view WithoutQuotes(std::string_view etag);

}  // namespace tenon::api::s3
