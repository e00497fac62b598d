#include "api/s3/checksums.h"

#include <doctest/doctest.h>

#include "base/hex.h"

namespace tenon::api::s3 {
namespace {

std::string ChecksumOf(const ChecksumAlgorithm& algorithm, std::string_view bytes) {
  DigestWriter writer(algorithm);
  writer.Update(bytes);
  return writer.Finish().checksum;
}

const ChecksumAlgorithm& Algorithm(std::string_view name) { return **FindChecksum(name); }

http::Headers Sent(std::initializer_list<std::pair<const char*, const char*>> fields) {
  http::Headers headers;
  for (const auto& [name, value] : fields) headers.Add(name, value);
  return headers;
}

constexpr const char* kCrc32 = "y/Q5Jg==";  // of "123456789"

}  // namespace

TEST_CASE("Each algorithm gives what others give") {
  struct Case {
    const char* name;
    const char* hex;
  };
  const Case cases[] = {
      {"CRC32", "cbf43926"},
      {"CRC32C", "e3069283"},
      {"CRC64NVME", "ae8b14860a799888"},
      {"SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"},
      {"SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ToHex(ChecksumOf(Algorithm(c.name), "123456789")) == c.hex);
    CHECK(Algorithm(c.name).size * 2 == std::string_view(c.hex).size());
  }
  CHECK(FindChecksum("MD5").error().reason == "InvalidRequest");
}

TEST_CASE("The checksum of a whole object comes from those of its parts, without its bytes") {
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    if (!algorithm.full_object) continue;
    CAPTURE(algorithm.name);
    const ChecksummedPart parts[] = {{ChecksumOf(algorithm, "1234"), 4},
                                     {ChecksumOf(algorithm, ""), 0},
                                     {ChecksumOf(algorithm, "56789"), 5}};
    CHECK(ComposeChecksum(algorithm, false, parts) == ToBase64(ChecksumOf(algorithm, "123456789")));
  }
}

TEST_CASE("A composite is the checksum of the checksums, with their number") {
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    if (!algorithm.composite) continue;
    CAPTURE(algorithm.name);
    const std::string first = ChecksumOf(algorithm, "1234");
    const std::string second = ChecksumOf(algorithm, "56789");
    const ChecksummedPart parts[] = {{first, 4}, {second, 5}};
    CHECK(ComposeChecksum(algorithm, true, parts) ==
          ToBase64(ChecksumOf(algorithm, first + second)) + "-2");
  }
}

TEST_CASE("What a client sends is verified") {
  DigestWriter writer(Algorithm("CRC32"));
  writer.Update("123456789");
  const Digests found = writer.Finish();
  const auto reason = [&](const http::Headers& headers, const http::Headers& trailers) {
    const auto expected = ReadExpectedDigests(headers);
    if (!expected) return std::string(expected.error().reason);
    const Status verified = VerifyDigests(*expected, trailers, found);
    return verified ? std::string("fine") : std::string(verified.error().reason);
  };
  CHECK(reason({}, {}) == "fine");
  CHECK(reason(Sent({{"Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw=="}}), {}) == "fine");
  CHECK(reason(Sent({{"Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="}}), {}) == "BadDigest");
  CHECK(reason(Sent({{"Content-MD5", "JfnnlDI7"}}), {}) == "InvalidDigest");
  CHECK(reason(Sent({{"X-Amz-Checksum-CRC32", kCrc32}}), {}) == "fine");
  CHECK(reason(Sent({{"x-amz-checksum-crc32", "AAAAAA=="}}), {}) == "BadDigest");
  CHECK(reason(Sent({{"x-amz-checksum-crc32", "AAAA"}}), {}) == "InvalidRequest");
  CHECK(reason(Sent({{"x-amz-checksum-xxhash64", "AAAA"}}), {}) == "InvalidRequest");
  CHECK(reason(Sent({{"x-amz-checksum-algorithm", "CRC32"}, {"x-amz-checksum-type", "COMPOSITE"}}),
               {}) == "fine");
  const http::Headers promised = Sent({{"x-amz-trailer", "x-amz-checksum-crc32"}});
  CHECK(reason(promised, Sent({{"x-amz-checksum-crc32", kCrc32}})) == "fine");
  CHECK(reason(promised, Sent({{"x-amz-checksum-crc32", "AAAAAA=="}})) == "BadDigest");
  CHECK(reason(promised, {}) == "MalformedTrailerError");
}

}  // namespace tenon::api::s3
