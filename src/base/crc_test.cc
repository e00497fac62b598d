#include "base/crc.h"

#include <doctest/doctest.h>

#include <array>

namespace tenon {
namespace {

constexpr std::array kKinds = {CrcKind::kCrc32, CrcKind::kCrc32c, CrcKind::kCrc64Nvme};

// Bytes that repeat only after 64 KiB.
std::string Pattern(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1664525 + 1013904223;
    bytes += static_cast<char>(state >> 24);
  }
  return bytes;
}

}  // namespace

TEST_CASE("Each CRC has its published check value") {
  CHECK(UpdateCrc(CrcKind::kCrc32, 0, "123456789") == 0xcbf43926);
  CHECK(UpdateCrc(CrcKind::kCrc32c, 0, "123456789") == 0xe3069283);
  CHECK(UpdateCrc(CrcKind::kCrc64Nvme, 0, "123456789") == 0xae8b14860a799888);
}

TEST_CASE("CRC-32C of 32 bytes is what RFC 3720, B.4, gives") {
  CHECK(UpdateCrc(CrcKind::kCrc32c, 0, std::string(32, '\0')) == 0x8a9136aa);
  CHECK(UpdateCrc(CrcKind::kCrc32c, 0, std::string(32, '\xff')) == 0x62a8ab43);
}

TEST_CASE("CRC-64/NVME of a page is what the NVM Express specification gives") {
  CHECK(UpdateCrc(CrcKind::kCrc64Nvme, 0, std::string(4096, '\0')) == 0x6482d367eb22b64e);
  CHECK(UpdateCrc(CrcKind::kCrc64Nvme, 0, std::string(4096, '\xff')) == 0xc0ddba7302eca3ac);
}

TEST_CASE("A CRC of no bytes is 0 and adding none changes nothing") {
  for (const CrcKind kind : kKinds) {
    CHECK(UpdateCrc(kind, 0, "") == 0);
    CHECK(UpdateCrc(kind, UpdateCrc(kind, 0, "abc"), "") == UpdateCrc(kind, 0, "abc"));
  }
}

TEST_CASE("A CRC does not depend on how its bytes are cut, whatever their length") {
  const std::string bytes = Pattern(400);
  for (const CrcKind kind : kKinds) {
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
      const std::string_view text = std::string_view(bytes).substr(0, length);
      std::uint64_t one_by_one = 0;
      for (const char c : text) one_by_one = UpdateCrc(kind, one_by_one, {&c, 1});
      CHECK(UpdateCrc(kind, 0, text) == one_by_one);
    }
  }
}

TEST_CASE("CombineCrc joins two CRCs as if the texts had been read in a row") {
  const std::string bytes = Pattern(100'000);
  for (const CrcKind kind : kKinds) {
    const std::uint64_t whole = UpdateCrc(kind, 0, bytes);
    for (const std::size_t cut : {0UZ, 1UZ, 63UZ, 50'000UZ, 99'999UZ, 100'000UZ}) {
      const std::uint64_t first = UpdateCrc(kind, 0, std::string_view(bytes).substr(0, cut));
      const std::uint64_t second = UpdateCrc(kind, 0, std::string_view(bytes).substr(cut));
      CHECK(CombineCrc(kind, first, second, bytes.size() - cut) == whole);
    }
  }
}

TEST_CASE("A CRC becomes bytes with the most significant first, and back") {
  CHECK(CrcToBytes(CrcKind::kCrc32, 0xcbf43926) == "\xcb\xf4\x39\x26");
  CHECK(CrcToBytes(CrcKind::kCrc64Nvme, 0xae8b14860a799888) == "\xae\x8b\x14\x86\x0a\x79\x98\x88");
  CHECK(CrcFromBytes("\xcb\xf4\x39\x26") == 0xcbf43926);
}

}  // namespace tenon
