#include "api/s3/byte_range.h"

#include <algorithm>
#include <charconv>

#include "api/s3/failure.h"

namespace tenon::api::s3 {
namespace {

constexpr std::string_view kUnit = "bytes=";

}  // namespace

std::optional<std::uint64_t> ParseNumber(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return number;
}

Result<std::optional<ByteRange>> ParseRange(std::string_view header, std::uint64_t size) {
  constexpr std::optional<ByteRange> kWhole;
  if (!header.starts_with(kUnit)) return kWhole;
  const std::string_view range = header.substr(kUnit.size());
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return kWhole;
  const std::string_view first_text = range.substr(0, dash);
  const std::string_view last_text = range.substr(dash + 1);
  const auto first = ParseNumber(first_text);
  const auto last = ParseNumber(last_text);
  if ((!first && !first_text.empty()) || (!last && !last_text.empty())) return kWhole;
  if (!first && !last) return kWhole;
  const Error unsatisfiable =
      Failure("InvalidRange", "no byte of the object, which has " + std::to_string(size) +
                                  " bytes, is in the range: " + std::string(header));
  if (!first) {
    const std::uint64_t length = std::min(*last, size);
    if (length == 0) return unsatisfiable;
    return ByteRange{.offset = size - length, .length = length};
  }
  if (last && *last < *first) return kWhole;
  if (*first >= size) return unsatisfiable;
  const std::uint64_t stop = last ? std::min(*last, size - 1) : size - 1;
  return ByteRange{.offset = *first, .length = stop - *first + 1};
}

Result<ByteRange> ParseCopyRange(std::string_view header, std::uint64_t size) {
  if (header.starts_with(kUnit)) {
    const std::string_view range = header.substr(kUnit.size());
    const std::size_t dash = range.find('-');
    const auto first = ParseNumber(range.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? std::nullopt : ParseNumber(range.substr(dash + 1));
    if (first && last && *first <= *last) {
      if (*last < size) return ByteRange{.offset = *first, .length = *last - *first + 1};
      return Failure("InvalidRange",
                     "the source has " + std::to_string(size) +
                         " bytes, which end before the range does: " + std::string(header));
    }
  }
  return Failure(
      "InvalidArgument",
      "x-amz-copy-source-range must have the form bytes=first-last: " + std::string(header));
}

}  // namespace tenon::api::s3
