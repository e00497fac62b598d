#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tenon {

// Percent-encodes as SigV4 does (RFC 3986: letters, digits and -_.~ stay). `keep_slash` leaves
// '/' alone, as in the path of an object.
std::string UrlEncode(std::string_view text, bool keep_slash = false);

// Decodes %XX; with `plus_is_space` also '+', as in forms and query strings of forms.
// kInvalidInput if a '%' is not followed by two hex digits.
Result<std::string> UrlDecode(std::string_view text, bool plus_is_space = false);

// The parameters of a query string, decoded, in their order. "a=1&b" -> {{"a","1"},{"b",""}}.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;
Result<QueryParameters> ParseQuery(std::string_view query, bool plus_is_space = false);

// A place in a store: "s3://bucket/key", the key may be empty or end in '/'.
struct S3Location {
  std::string bucket;
  std::string key;
  bool operator==(const S3Location&) const = default;
};

// Reads "s3://bucket/key" (also s3a:// and s3n://, which Spark's users write).
// kInvalidInput for another scheme or an empty bucket.
Result<S3Location> ParseS3Location(std::string_view uri);

// "s3://bucket/key".
std::string ToString(const S3Location& location);

}  // namespace tenon
