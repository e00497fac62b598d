#include "api/s3/list_parameters.h"

#include <algorithm>

#include "api/page_token.h"
#include "api/s3/byte_range.h"
#include "api/s3/failure.h"
#include "text/url.h"

namespace tenon::api::s3 {

std::string KeyEncoding::operator()(std::string_view key) const {
  return url_ ? UrlEncode(key, /*keep_slash=*/true) : std::string(key);
}

Result<KeyEncoding> ReadKeyEncoding(const Request& request) {
  const std::string_view type = request.ParameterOr("encoding-type");
  if (type.empty() || type == "url") return KeyEncoding(type == "url");
  return Failure("InvalidArgument", "encoding-type must be url: " + std::string(type));
}

Result<int> ReadPageSize(const Request& request, std::string_view parameter) {
  constexpr std::uint64_t kLargest = 1000;
  const std::string_view text = request.ParameterOr(parameter);
  if (text.empty()) return static_cast<int>(kLargest);
  if (const auto size = ParseNumber(text)) return static_cast<int>(std::min(*size, kLargest));
  return Failure("InvalidArgument",
                 std::string(parameter) + " must be a number from 0 on: " + std::string(text));
}

Result<std::string> ReadContinuationToken(const Request& request, std::string_view scope) {
  const std::string_view token = request.ParameterOr("continuation-token");
  Result<std::string> last = DecodePageToken(scope, token);
  if (last) return last;
  return Failure("InvalidArgument",
                 "continuation-token is not one that this list has given: " + std::string(token));
}

Result<ListParameters> ReadListParameters(const Request& request) {
  ListParameters list;
  list.request.bucket = request.bucket();
  list.request.prefix = request.ParameterOr("prefix");
  list.request.delimiter = request.ParameterOr("delimiter");
  ASSIGN_OR_RETURN(list.request.max_keys, ReadPageSize(request, "max-keys"));
  ASSIGN_OR_RETURN(list.encoding, ReadKeyEncoding(request));
  return list;
}

}  // namespace tenon::api::s3
