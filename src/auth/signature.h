#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::auth {

// A key pair that a request may be signed with.
struct AccessKey {
  std::string id;      // "AKIA..." for the root key, "ASIA..." for a session's
  std::string secret;  // never logged, never answered but when made
  std::string session_token = {};           // set for temporary keys only
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
  kSigned,                  // x-amz-content-sha256 is the body's SHA-256
  kUnsigned,                // UNSIGNED-PAYLOAD, presigned URLs, SigV2
  kStreamingSigned,         // STREAMING-AWS4-HMAC-SHA256-PAYLOAD
  kStreamingSignedTrailer,  // STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER
  kStreamingUnsignedTrailer // STREAMING-UNSIGNED-PAYLOAD-TRAILER
};

// Who signed a request, and what is needed to check its body.
struct Identity {
  std::string access_key_id;
  std::string region;   // of the credential scope; "" for SigV2
  std::string service;  // "s3", "glue", ...; "s3" for SigV2
  PayloadKind payload = PayloadKind::kSigned;
  std::string payload_sha256;   // hex; for kSigned
  std::string seed_signature;   // hex; for the signed streaming kinds
  std::string signing_key;      // raw; for the signed streaming kinds
  std::string scope_date;       // "20260131T081530Z"; for the signed streaming kinds
  std::string scope;            // "20260131/us-east-1/s3/aws4_request"; likewise
};

// Verifies the signature of a request's head: SigV4 in the Authorization header, SigV4 presigned
// URL, and the SigV2 query form that boto3 still makes for old regions ("Presigned URLs" in the
// wire notes of docs/). Never reads the body: CheckedBody does, while it passes. Refusals are
// kAccessDenied with a reason that is AWS's error code: MissingAuthenticationToken,
// IncompleteSignature, InvalidClientTokenId, SignatureDoesNotMatch, RequestTimeTooSkewed (15 min),
// ExpiredToken, InvalidToken, AccessDenied (an expired presigned URL).
// Services other than "s3" normalise and encode the path twice; S3 does not.
Result<Identity> VerifySignature(const http::Request& request, const KeyRing& keys, Time now);

// The body behind the signature: decodes aws-chunked framing, verifies the SHA-256, the chunk
// signatures and the trailer's signature as the bytes pass. The last Read fails with kInvalidInput
// and reason XAmzContentSHA256Mismatch, SignatureDoesNotMatch, IncompleteBody or
// MalformedTrailerError when the body is not what was signed: a caller must not act on the body
// before Read has returned 0. `trailers()` then holds trailing headers ("x-amz-checksum-crc32").
class CheckedBody : public http::BodyReader {
 public:
  virtual const http::Headers& trailers() const = 0;
};
std::unique_ptr<CheckedBody> CheckBody(const Identity& identity, http::BodyReader& body);

}  // namespace tenon::auth
