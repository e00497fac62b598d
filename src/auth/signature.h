#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::auth {

// A key pair that a request may be signed with.
struct AccessKey {
  std::string id;                  // "AKIA..." for the root key, "ASIA..." for a session's
  std::string secret;              // never logged, never answered but when made
  std::string session_token = {};  // set for temporary keys only
  std::optional<Time> expires = std::nullopt;
};

// Finds the key that a request names. `session_token` is what the request carries ("" if none).
// Errors carry a reason that is AWS's code without the word Exception: "InvalidClientTokenId"
// (unknown key), "ExpiredToken", "InvalidToken" (a token that is not this key's).
class KeyRing {
 public:
  virtual ~KeyRing() = default;
  virtual Result<AccessKey> Find(std::string_view access_key_id,
                                 std::string_view session_token) const = 0;
};

// How the body's bytes are vouched for; see glue-api "aws-chunked" and S3's sigv4-streaming pages.
enum class PayloadKind {
  kSigned,                   // x-amz-content-sha256 is the body's SHA-256
  kUnsigned,                 // UNSIGNED-PAYLOAD, presigned URLs, SigV2
  kStreamingSigned,          // STREAMING-AWS4-HMAC-SHA256-PAYLOAD
  kStreamingSignedTrailer,   // STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER
  kStreamingUnsignedTrailer  // STREAMING-UNSIGNED-PAYLOAD-TRAILER
};

// Who signed a request, and what is needed to check its body.
struct Identity {
  std::string access_key_id;
  std::string region;   // of the credential scope; "" for SigV2
  std::string service;  // "s3", "glue", ...; "s3" for SigV2
  PayloadKind payload = PayloadKind::kSigned;
  std::string payload_sha256;              // hex; for kSigned
  std::uint64_t decoded_length = 0;        // for the streaming kinds
  std::vector<std::string> trailer_names;  // what x-amz-trailer promises; for those with trailers
  std::string seed_signature;              // hex; for the signed streaming kinds
  std::string signing_key;                 // raw; for the signed streaming kinds
  std::string scope_date;                  // "20260131T081530Z"; for the signed streaming kinds
  std::string scope;                       // "20260131/us-east-1/s3/aws4_request"; likewise
};

// The service that the request says it is signed for, "s3" for SigV2, "" if it is not signed at
// all. Not verified: good for choosing where a request goes, and whether its body must be read
// before VerifySignature can be called.
std::string ClaimedService(const http::Request& request);

// What VerifySignature cannot see in the request's head.
struct SignatureContext {
  // The SHA-256 of the body in hex. Only S3's requests name their body's hash in a header; those of
  // other services sign the hash of a body that must be read first (within a bound), so their
  // dispatcher gives it here. Without it a request that names none is refused with InvalidRequest.
  std::optional<std::string> body_sha256 = std::nullopt;
  // The bucket that the Host header names ("b" of "b.localhost:9700"), "" for path style: SigV2
  // signs "/bucket/key" for both. Must be what the request will be routed by.
  std::string_view host_bucket = {};
};

// Verifies the signature of a request's head: SigV4 in the Authorization header, SigV4 presigned
// URL, and the SigV2 query form that boto3 still makes for old regions. Never reads the body:
// CheckedBody does, while it passes. Paths and queries are canonicalised from their decoded form,
// '+' in a query being a blank; services other than "s3" normalise the path and encode it twice.
// The host and every x-amz-* header must be signed. Refusals are kAccessDenied with a reason that
// is AWS's error code:
//   MissingAuthenticationToken  not signed
//   IncompleteSignature         the Authorization header lacks a part or is of an unknown scheme
//   AuthorizationQueryParametersError  the same of a presigned URL
//   InvalidClientTokenId, InvalidToken, ExpiredToken  from the key ring
//   RequestTimeTooSkewed        the request's time is more than 15 minutes from `now`
//   SignatureDoesNotMatch       so it is, or the body is not the one that was signed
//   AccessDenied                an expired presigned URL, or a header that must be signed is not
//   InvalidRequest, InvalidArgument, MissingContentLength  x-amz-content-sha256 or
//                               x-amz-decoded-content-length is missing or malformed
Result<Identity> VerifySignature(const http::Request& request, const KeyRing& keys, Time now,
                                 const SignatureContext& context = {});

// The body behind the signature, which borrows `body`: decodes aws-chunked framing, verifies the
// SHA-256, the chunk signatures and the trailer's signature as the bytes pass. The last Read fails
// with kInvalidInput and reason XAmzContentSHA256Mismatch, SignatureDoesNotMatch, IncompleteBody or
// MalformedTrailerError when the body is not what was signed: a caller must not act on the body
// before Read has returned 0. `trailers()` then holds trailing headers ("x-amz-checksum-crc32").
class CheckedBody : public http::BodyReader {
 public:
  virtual const http::Headers& trailers() const = 0;
};
std::unique_ptr<CheckedBody> CheckBody(const Identity& identity, http::BodyReader& body);

}  // namespace tenon::auth
