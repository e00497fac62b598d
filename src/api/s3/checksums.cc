#include "api/s3/checksums.h"

#include <algorithm>
#include <array>

#include "api/s3/failure.h"
#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

constexpr auto kAlgorithms = std::to_array<ChecksumAlgorithm>({
    {"CRC32", "x-amz-checksum-crc32", "ChecksumCRC32", 4, CrcKind::kCrc32, {}, true, true},
    {"CRC32C", "x-amz-checksum-crc32c", "ChecksumCRC32C", 4, CrcKind::kCrc32c, {}, true, true},
    {"CRC64NVME",
     "x-amz-checksum-crc64nvme",
     "ChecksumCRC64NVME",
     8,
     CrcKind::kCrc64Nvme,
     {},
     false,
     true},
    {"SHA1", "x-amz-checksum-sha1", "ChecksumSHA1", 20, {}, DigestKind::kSha1, true, false},
    {"SHA256", "x-amz-checksum-sha256", "ChecksumSHA256", 32, {}, DigestKind::kSha256, true, false},
});

constexpr std::string_view kHeaderPrefix = "x-amz-checksum-";

// Headers of that prefix which say something about checksums without being one.
bool IsAboutChecksums(std::string_view header) {
  return header == "x-amz-checksum-algorithm" || header == "x-amz-checksum-type" ||
         header == "x-amz-checksum-mode";
}

Result<const ChecksumAlgorithm*> FindByHeader(std::string_view header) {
  const auto found = std::ranges::find(kAlgorithms, header, &ChecksumAlgorithm::header);
  if (found != kAlgorithms.end()) return &*found;
  return Failure("InvalidRequest",
                 "no checksum of this server has the header: " + std::string(header));
}

Result<std::string> ReadChecksum(const ChecksumAlgorithm& algorithm, std::string_view base64) {
  Result<std::string> raw = FromBase64(base64);
  if (raw && raw->size() == algorithm.size) return raw;
  return Failure("InvalidRequest",
                 "the value of " + std::string(algorithm.header) +
                     " is not the base64 text of such a checksum: " + std::string(base64));
}

// The checksum's header among the fields of a request; null pointer if there is none.
Result<const ChecksumAlgorithm*> FindSentChecksum(const http::Headers& headers) {
  const ChecksumAlgorithm* sent = nullptr;
  const auto take = [&](std::string_view header) -> Status {
    ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm, FindByHeader(header));
    if (sent != nullptr) {
      return Failure("InvalidRequest",
                     "more than one checksum was sent: " + std::string(sent->header) + " and " +
                         std::string(header));
    }
    sent = algorithm;
    return {};
  };
  for (const auto& [name, value] : headers.all()) {
    const std::string field = AsciiLower(name);
    if (field.starts_with(kHeaderPrefix) && !IsAboutChecksums(field)) {
      RETURN_IF_ERROR(take(field));
    } else if (field == "x-amz-trailer") {
      RETURN_IF_ERROR(take(AsciiLower(value)));
    }
  }
  return sent;
}

}  // namespace

std::span<const ChecksumAlgorithm> ChecksumAlgorithms() { return kAlgorithms; }

const ChecksumAlgorithm& DefaultChecksum() { return kAlgorithms[2]; }

Result<const ChecksumAlgorithm*> FindChecksum(std::string_view name) {
  const auto found = std::ranges::find(kAlgorithms, name, &ChecksumAlgorithm::name);
  if (found != kAlgorithms.end()) return &*found;
  return Failure("InvalidRequest",
                 "a checksum algorithm is CRC32, CRC32C, CRC64NVME, SHA1 or SHA256 here, not " +
                     std::string(name));
}

DigestWriter::DigestWriter(const ChecksumAlgorithm& algorithm) : algorithm_(algorithm) {
  if (algorithm.digest) digest_.emplace(*algorithm.digest);
}

void DigestWriter::Update(std::string_view bytes) {
  md5_.Update(bytes);
  if (digest_) {
    digest_->Update(bytes);
  } else {
    crc_ = UpdateCrc(*algorithm_.crc, crc_, bytes);
  }
}

Digests DigestWriter::Finish() {
  return {.md5 = md5_.Finish(),
          .checksum = digest_ ? digest_->Finish() : CrcToBytes(*algorithm_.crc, crc_)};
}

Result<ExpectedDigests> ReadExpectedDigests(const http::Headers& headers) {
  ExpectedDigests expected;
  if (const std::string* base64 = headers.Find("Content-MD5"); base64 != nullptr) {
    const Result<std::string> raw = FromBase64(*base64);
    if (!raw || raw->size() != 16) {
      return Failure("InvalidDigest", "Content-MD5 is not the base64 text of an MD5: " + *base64);
    }
    expected.md5 = *raw;
  }
  ASSIGN_OR_RETURN(expected.algorithm, FindSentChecksum(headers));
  const std::string* named = headers.Find("x-amz-sdk-checksum-algorithm");
  if (expected.algorithm == nullptr) {
    if (named == nullptr || expected.md5) return expected;
    return Failure("InvalidRequest",
                   "x-amz-sdk-checksum-algorithm names a checksum that was not sent: " + *named);
  }
  if (named != nullptr && !EqualsIgnoringCase(*named, expected.algorithm->name)) {
    return Failure("InvalidRequest", "x-amz-sdk-checksum-algorithm names another checksum than " +
                                         std::string(expected.algorithm->header) + ": " + *named);
  }
  if (const std::string* base64 = headers.Find(expected.algorithm->header); base64 != nullptr) {
    ASSIGN_OR_RETURN(expected.checksum, ReadChecksum(*expected.algorithm, *base64));
  }
  return expected;
}

Status VerifyDigests(const ExpectedDigests& expected, const http::Headers& trailers,
                     const Digests& found) {
  if (expected.md5 && *expected.md5 != found.md5) {
    return Failure("BadDigest", "the body's MD5 is not that of Content-MD5");
  }
  if (expected.algorithm == nullptr) return {};
  std::optional<std::string> checksum = expected.checksum;
  if (!checksum) {
    const std::string* trailer = trailers.Find(expected.algorithm->header);
    if (trailer == nullptr) {
      return Failure("MalformedTrailerError",
                     "the trailer that x-amz-trailer names did not come: " +
                         std::string(expected.algorithm->header));
    }
    ASSIGN_OR_RETURN(checksum, ReadChecksum(*expected.algorithm, *trailer));
  }
  if (*checksum == found.checksum) return {};
  return Failure("BadDigest", "the body's " + std::string(expected.algorithm->name) +
                                  " is not that of " + std::string(expected.algorithm->header));
}

std::string ComposeChecksum(const ChecksumAlgorithm& algorithm, bool composite,
                            std::span<const ChecksummedPart> parts) {
  if (!composite) {
    std::uint64_t crc = 0;
    for (const ChecksummedPart& part : parts) {
      crc = CombineCrc(*algorithm.crc, crc, CrcFromBytes(part.checksum), part.length);
    }
    return ToBase64(CrcToBytes(*algorithm.crc, crc));
  }
  DigestWriter writer(algorithm);
  for (const ChecksummedPart& part : parts) writer.Update(part.checksum);
  return ToBase64(writer.Finish().checksum) + "-" + std::to_string(parts.size());
}

}  // namespace tenon::api::s3
