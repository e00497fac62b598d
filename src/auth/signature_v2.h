#pragma once

#include <string>
#include <string_view>

#include "auth/signature.h"
#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::auth {

// Whether the query has the SigV2 form: AWSAccessKeyId, Signature and Expires.
bool IsSignedV2(std::string_view query);

// What SigV2's query form signs ("Authenticating REST requests" in Amazon's S3 guide): method,
// content headers, expiry, x-amz-* headers, path and sub-resources. `path` begins with the bucket
// and is encoded as sent.
std::string TextToSignV2(const http::Request& request, std::string_view path);

// Verifies the SigV2 query form; refusals as VerifySignature's. It signs only some parameters, so a
// request with one that is neither signed nor a mere detail of a listing is refused too.
// `host_bucket` as in SignatureContext.
Result<Identity> VerifyV2(const http::Request& request, const KeyRing& keys, Time now,
                          std::string_view host_bucket);

}  // namespace tenon::auth
