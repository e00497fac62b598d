#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "text/url.h"

namespace tenon::auth {

// The pieces that SigV4 hashes ("Create a signed AWS API request" in the IAM User Guide). Pure.

// The path as it is signed. `encoded` is as sent. S3: decoded and encoded once, not normalised.
// Others: dot segments and doubled slashes removed, then what was sent is encoded again.
// kInvalidInput for broken percent-encoding.
Result<std::string> CanonicalPath(std::string_view encoded, std::string_view service);

// Names and values encoded, sorted; without the parameter `except` ("X-Amz-Signature").
std::string CanonicalQuery(const QueryParameters& query, std::string_view except = {});

// "host:localhost\nx-amz-date:...\n": the signed headers, each with all its values joined by ',',
// runs of blanks made one.
std::string CanonicalHeaders(const http::Headers& headers,
                             const std::vector<std::string>& signed_headers);

// "AWS4-HMAC-SHA256\n<time>\n<scope>\n<sha256 of the canonical request>".
std::string TextToSign(std::string_view time, std::string_view scope,
                       std::string_view canonical_request);

// The key that a secret makes for one day, region and service; raw bytes.
std::string SigningKey(std::string_view secret, std::string_view date, std::string_view region,
                       std::string_view service);

}  // namespace tenon::auth
