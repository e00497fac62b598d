#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "text/url.h"

namespace tenon::auth {

// What a request claims about its SigV4 signature; nothing of it is verified.
struct SignatureClaim {
  std::string access_key_id;
  std::string date;  // "20260131"
  std::string region;
  std::string service;
  std::vector<std::string> signed_headers;  // lower case, in the order in which they were signed
  std::string signature;                    // hex
  std::string session_token;
  std::string time_text;  // "20260131T081530Z", as it was signed
  Time time;
  // How long a presigned URL is good; nothing for the header form.
  std::optional<std::chrono::seconds> lifetime = std::nullopt;
  bool is_presigned() const { return lifetime.has_value(); }
};

// "AWS4-HMAC-SHA256 Credential=<id>/<date>/<region>/<service>/aws4_request,
//  SignedHeaders=<a;b>, Signature=<hex>". kAccessDenied, IncompleteSignature, for anything else.
Result<SignatureClaim> ParseAuthorization(std::string_view header);

// The claim in the request's Authorization header and the headers beside it.
Result<SignatureClaim> ClaimOfHeaders(const http::Headers& headers);

// The claim in the query of a presigned URL (X-Amz-Algorithm and so on). kAccessDenied,
// AuthorizationQueryParametersError, if a part is missing or malformed.
Result<SignatureClaim> ClaimOfQuery(const QueryParameters& query);

// The first parameter of that name; null pointer if there is none. Names compare in exact case.
const std::string* FindParameter(const QueryParameters& query, std::string_view name);

}  // namespace tenon::auth
