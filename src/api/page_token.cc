#include "api/page_token.h"

#include <algorithm>
#include <charconv>

#include "base/digest.h"
#include "base/hex.h"

namespace tenon::api {
namespace {

constexpr std::size_t kChecksumBytes = 8;

// Tokens travel in URLs and headers too: '+', '/' and '=' become '-', '_' and nothing.
std::string ToBase64Url(std::string_view bytes) {
  std::string text = ToBase64(bytes);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  while (text.ends_with('=')) text.pop_back();
  return text;
}

Result<std::string> FromBase64Url(std::string_view text) {
  std::string padded(text);
  std::ranges::replace(padded, '-', '+');
  std::ranges::replace(padded, '_', '/');
  while (padded.size() % 4 != 0) padded += '=';
  return FromBase64(padded);
}

// Tells a token of this scope from others. It need not be secret: a key that somebody makes up
// shows only what the list shows anyway.
std::string Checksum(std::string_view scope, std::string_view key) {
  std::string text(scope);
  text += '\0';
  text += key;
  return Sha256(text).substr(0, kChecksumBytes);
}

}  // namespace

std::string EncodePageToken(std::string_view scope, std::string_view last_key) {
  return ToBase64Url(Checksum(scope, last_key) + std::string(last_key));
}

Result<std::string> DecodePageToken(std::string_view scope, std::string_view token) {
  if (token.empty()) return std::string();
  const Result<std::string> bytes = FromBase64Url(token);
  if (!bytes || bytes->size() < kChecksumBytes ||
      Checksum(scope, bytes->substr(kChecksumBytes)) != bytes->substr(0, kChecksumBytes)) {
    return InvalidInput("The NextToken is not one that this operation has returned");
  }
  return bytes->substr(kChecksumBytes);
}

Result<PageArguments> ReadPageArguments(const json::Value& input, std::string_view scope,
                                        int limit) {
  ASSIGN_OR_RETURN(std::string after, DecodePageToken(scope, input["NextToken"].StringOr("")));
  const std::int64_t asked = input["MaxResults"].IntOr(limit);
  return PageArguments{.after = std::move(after),
                       .limit = static_cast<int>(std::clamp<std::int64_t>(asked, 1, limit))};
}

Result<std::int64_t> ReadNumberKey(const PageArguments& page, std::int64_t first) {
  if (page.after.empty()) return first;
  std::int64_t number = 0;
  const char* const end = page.after.data() + page.after.size();
  const auto [parsed, error] = std::from_chars(page.after.data(), end, number);
  if (error == std::errc() && parsed == end) return number;
  return InvalidInput("The NextToken is not one that this operation has returned");
}

}  // namespace tenon::api
