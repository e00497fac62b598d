#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/crc.h"
#include "base/digest.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::api::s3 {

// One of the checksums that S3 keeps beside an object and verifies when they are sent.
struct ChecksumAlgorithm {
  std::string_view name;     // "CRC32"
  std::string_view header;   // "x-amz-checksum-crc32"
  std::string_view element;  // "ChecksumCRC32"
  std::size_t size;          // in bytes
  std::optional<CrcKind> crc;
  std::optional<DigestKind> digest;  // if it is no CRC
  // How the checksum of an upload in parts can be made: from the checksums of its parts as a
  // checksum of them ("<base64>-<parts>"), or as the checksum of the whole object.
  bool composite;
  bool full_object;
};

// CRC32, CRC32C, CRC64NVME, SHA1 and SHA256.
std::span<const ChecksumAlgorithm> ChecksumAlgorithms();
// What S3 computes when a client sends no checksum: CRC64NVME.
const ChecksumAlgorithm& DefaultChecksum();
// By its name; kInvalidInput with reason InvalidRequest for one that is not offered.
Result<const ChecksumAlgorithm*> FindChecksum(std::string_view name);

// Raw bytes of digests of one text.
struct Digests {
  std::string md5;
  std::string checksum;
};

// MD5, for the ETag, and one checksum of bytes that arrive in pieces. One thread at a time.
class DigestWriter {
 public:
  explicit DigestWriter(const ChecksumAlgorithm& algorithm);
  void Update(std::string_view bytes);
  Digests Finish();

 private:
  const ChecksumAlgorithm& algorithm_;
  Digest md5_{DigestKind::kMd5};
  std::uint64_t crc_ = 0;
  std::optional<Digest> digest_;
};

// What a client says of the body it sends.
struct ExpectedDigests {
  std::optional<std::string> md5;                // raw; Content-MD5
  const ChecksumAlgorithm* algorithm = nullptr;  // of the checksum that is sent; null if none is
  std::optional<std::string> checksum;           // raw; nothing yet if it comes in a trailer
};

// Reads Content-MD5, x-amz-checksum-*, x-amz-trailer and x-amz-sdk-checksum-algorithm. Reasons of
// errors: InvalidDigest for an MD5 that is none, InvalidRequest for a checksum that is none, for
// several at once, and for an algorithm that is named while its checksum is not sent.
Result<ExpectedDigests> ReadExpectedDigests(const http::Headers& headers);

// Compares what was sent with what came; `trailers` may hold the checksum. Reasons of errors:
// BadDigest if they differ, MalformedTrailerError if a trailer was promised and did not come.
Status VerifyDigests(const ExpectedDigests& expected, const http::Headers& trailers,
                     const Digests& found);

// A part of an upload as far as checksums see it: its raw checksum and its length.
struct ChecksummedPart {
  std::string checksum;
  std::uint64_t length = 0;
};

// The checksum of an object in parts, as S3 writes it: base64, for composites "-<parts>" after it.
std::string ComposeChecksum(const ChecksumAlgorithm& algorithm, bool composite,
                            std::span<const ChecksummedPart> parts);

}  // namespace tenon::api::s3
