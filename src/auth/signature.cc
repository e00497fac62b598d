#include "auth/signature.h"

#include <algorithm>
#include <charconv>

#include "auth/authorization.h"
#include "auth/canonical_request.h"
#include "auth/refusal.h"
#include "auth/signature_v2.h"
#include "base/digest.h"
#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::auth {
namespace {

constexpr std::chrono::minutes kAllowedSkew{15};
constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";

Result<QueryParameters> ReadQuery(const http::Request& request) {
  auto query = ParseQuery(request.query, true);
  if (!query) return Error{ErrorKind::kInvalidInput, query.error().message, "InvalidURI"};
  return query;
}

Status CheckTime(const SignatureClaim& claim, Time now) {
  if (claim.time - now > kAllowedSkew ||
      (!claim.is_presigned() && now - claim.time > kAllowedSkew)) {
    return Refuse("RequestTimeTooSkewed",
                  "The difference between the request time and the current time is too large");
  }
  if (claim.lifetime && now > claim.time + *claim.lifetime) {
    return Refuse("AccessDenied", "Request has expired");
  }
  return {};
}

// What is not signed could have been added by anybody on the way.
Status CheckSignedHeaders(const SignatureClaim& claim, const http::Headers& headers) {
  const auto is_signed = [&](std::string_view name) {
    return std::ranges::find(claim.signed_headers, name) != claim.signed_headers.end();
  };
  if (!is_signed("host")) return Refuse("AccessDenied", "The header host must be signed");
  for (const auto& [name, value] : headers.all()) {
    const std::string lower = AsciiLower(name);
    if (lower.starts_with("x-amz-") && !is_signed(lower)) {
      return Refuse("AccessDenied",
                    "There were headers present in the request which were not signed: " + lower);
    }
  }
  return {};
}

// The last line of the canonical request: what the body is said to be.
Result<std::string> PayloadHash(const http::Request& request, const SignatureClaim& claim,
                                const SignatureContext& context) {
  const std::string* header = request.headers.Find("x-amz-content-sha256");
  if (header != nullptr) {
    const bool is_hash = FromHex(*header).has_value();
    if (is_hash && context.body_sha256 && *context.body_sha256 != *header) return WrongSignature();
    return *header;
  }
  if (claim.is_presigned() && claim.service == "s3") return std::string(kUnsignedPayload);
  if (context.body_sha256) return *context.body_sha256;
  return Refuse("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
}

struct PayloadName {
  std::string_view name;
  PayloadKind kind;
};
constexpr PayloadName kPayloadNames[] = {
    {kUnsignedPayload, PayloadKind::kUnsigned},
    {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD", PayloadKind::kStreamingSigned},
    {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", PayloadKind::kStreamingSignedTrailer},
    {"STREAMING-UNSIGNED-PAYLOAD-TRAILER", PayloadKind::kStreamingUnsignedTrailer},
};

Result<PayloadKind> ReadPayloadKind(const std::string& hash) {
  for (const auto& [name, kind] : kPayloadNames) {
    if (hash == name) return kind;
  }
  if (hash.size() == 64 && FromHex(hash)) return PayloadKind::kSigned;
  return Refuse(
      "InvalidArgument",
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
      "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or "
      "a valid sha256 value");
}

// What CheckBody needs to know of a body in pieces.
Status ReadStreaming(const http::Headers& headers, Identity& identity) {
  const std::string_view length = headers.Get("x-amz-decoded-content-length");
  const auto [end, error] =
      std::from_chars(length.data(), length.data() + length.size(), identity.decoded_length);
  if (error != std::errc() || end != length.data() + length.size()) {
    return Refuse("MissingContentLength",
                  "You must provide the x-amz-decoded-content-length HTTP header");
  }
  if (identity.payload == PayloadKind::kStreamingSigned) return {};
  std::string_view names = headers.Get("x-amz-trailer");
  while (!names.empty()) {
    const std::size_t comma = names.find(',');
    identity.trailer_names.push_back(AsciiLower(Trim(names.substr(0, comma))));
    names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 1);
  }
  return {};
}

std::string ScopeOf(const SignatureClaim& claim) {
  return claim.date + "/" + claim.region + "/" + claim.service + "/aws4_request";
}

std::string CanonicalRequest(const http::Request& request, const SignatureClaim& claim,
                             const QueryParameters& query, const std::string& path,
                             std::string_view payload_hash) {
  std::string text = request.method + "\n" + path + "\n";
  text += CanonicalQuery(query, claim.is_presigned() ? "X-Amz-Signature" : "") + "\n";
  text += CanonicalHeaders(request.headers, claim.signed_headers) + "\n";
  for (std::size_t i = 0; i < claim.signed_headers.size(); ++i) {
    if (i > 0) text += ';';
    text += claim.signed_headers[i];
  }
  return text.append("\n").append(payload_hash);
}

// SigningKey, which is four hashes of hashes, remembered for as long as a thread meets the same
// key, day, region and service.
const std::string& RememberedSigningKey(const std::string& secret, const SignatureClaim& claim) {
  struct Remembered {
    std::string secret;
    std::string date;
    std::string region;
    std::string service;
    std::string key;
  };
  thread_local Remembered last;
  if (last.secret != secret || last.date != claim.date || last.region != claim.region ||
      last.service != claim.service) {
    last = {.secret = secret,
            .date = claim.date,
            .region = claim.region,
            .service = claim.service,
            .key = SigningKey(secret, claim.date, claim.region, claim.service)};
  }
  return last.key;
}

Result<Identity> VerifyV4(const http::Request& request, const SignatureClaim& claim,
                          const QueryParameters& query, const KeyRing& keys, Time now,
                          const SignatureContext& context) {
  ASSIGN_OR_RETURN(const AccessKey key, keys.Find(claim.access_key_id, claim.session_token));
  RETURN_IF_ERROR(CheckTime(claim, now));
  if (!claim.time_text.starts_with(claim.date)) return WrongSignature();
  RETURN_IF_ERROR(CheckSignedHeaders(claim, request.headers));
  ASSIGN_OR_RETURN(const std::string payload_hash, PayloadHash(request, claim, context));
  const auto path = CanonicalPath(request.path, claim.service);
  if (!path) return Error{ErrorKind::kInvalidInput, path.error().message, "InvalidURI"};

  const std::string scope = ScopeOf(claim);
  const std::string canonical = CanonicalRequest(request, claim, query, *path, payload_hash);
  const std::string& signing_key = RememberedSigningKey(key.secret, claim);
  const std::string expected =
      ToHex(HmacSha256(signing_key, TextToSign(claim.time_text, scope, canonical)));
  if (!ConstantTimeEquals(expected, claim.signature)) return WrongSignature();

  Identity identity;
  identity.access_key_id = key.id;
  identity.region = claim.region;
  identity.service = claim.service;
  ASSIGN_OR_RETURN(identity.payload, ReadPayloadKind(payload_hash));
  if (identity.payload == PayloadKind::kSigned) {
    identity.payload_sha256 = AsciiLower(payload_hash);
  } else if (identity.payload != PayloadKind::kUnsigned) {
    RETURN_IF_ERROR(ReadStreaming(request.headers, identity));
    identity.seed_signature = claim.signature;
    identity.signing_key = signing_key;
    identity.scope_date = claim.time_text;
    identity.scope = scope;
  }
  return identity;
}

}  // namespace

std::string ClaimedService(const http::Request& request) {
  if (const std::string* header = request.headers.Find("authorization")) {
    const auto claim = ParseAuthorization(*header);
    return claim ? claim->service : "";
  }
  const auto query = ParseQuery(request.query, true);
  if (query && FindParameter(*query, "X-Amz-Credential") != nullptr) {
    const auto claim = ClaimOfQuery(*query);
    return claim ? claim->service : "";
  }
  return IsSignedV2(request.query) ? "s3" : "";
}

Result<Identity> VerifySignature(const http::Request& request, const KeyRing& keys, Time now,
                                 const SignatureContext& context) {
  ASSIGN_OR_RETURN(const QueryParameters query, ReadQuery(request));
  const bool in_header = request.headers.Find("authorization") != nullptr;
  const bool in_query = FindParameter(query, "X-Amz-Algorithm") != nullptr ||
                        FindParameter(query, "X-Amz-Signature") != nullptr;
  const bool is_v2 = IsSignedV2(request.query);
  if (int{in_header} + int{in_query} + int{is_v2} > 1) {
    return Refuse("InvalidArgument", "Only one auth mechanism allowed");
  }
  if (is_v2) return VerifyV2(request, keys, now, context.host_bucket);
  if (!in_header && !in_query) {
    return Refuse("MissingAuthenticationToken", "Request is missing Authentication Token");
  }
  ASSIGN_OR_RETURN(const SignatureClaim claim,
                   in_header ? ClaimOfHeaders(request.headers) : ClaimOfQuery(query));
  return VerifyV4(request, claim, query, keys, now, context);
}

}  // namespace tenon::auth
