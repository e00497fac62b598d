#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace tenon::api::s3 {

// A part of an object, never empty.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  bool operator==(const ByteRange&) const = default;
};

// Reads a Range header (RFC 9110, 14.2) against an object of `size` bytes: "bytes=0-99",
// "bytes=100-", "bytes=-50". Nothing, which stands for the whole object, for a header that is
// empty, malformed or asks for several ranges, as S3 answers these. kInvalidInput with reason
// InvalidRange if no byte of the object is in the range.
Result<std::optional<ByteRange>> ParseRange(std::string_view header, std::uint64_t size);

// Reads x-amz-copy-source-range, which knows "bytes=first-last" only and must lie within the
// source.
Result<ByteRange> ParseCopyRange(std::string_view header, std::uint64_t size);

// A whole number in decimal digits; nothing for any other text.
std::optional<std::uint64_t> ParseNumber(std::string_view digits);

}  // namespace tenon::api::s3
