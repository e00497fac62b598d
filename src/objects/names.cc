#include "objects/names.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::objects {
namespace {

constexpr std::size_t kMaxKeyBytes = 1024;

bool IsLowerAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Four groups of digits between dots, whatever their values.
bool LooksLikeIpAddress(std::string_view name) {
  return std::ranges::count(name, '.') == 3 &&
         std::ranges::all_of(name, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace

Status CheckBucketName(std::string_view name) {
  const bool valid =
      name.size() >= 3 && name.size() <= 63 && IsLowerAlphanumeric(name.front()) &&
      IsLowerAlphanumeric(name.back()) &&
      std::ranges::all_of(name,
                          [](char c) { return IsLowerAlphanumeric(c) || c == '.' || c == '-'; }) &&
      name.find("..") == std::string_view::npos && !LooksLikeIpAddress(name);
  if (valid) return {};
  return Error{
      ErrorKind::kInvalidInput,
      "a bucket name is 3 to 63 lower-case letters, digits, dots and hyphens, with a letter "
      "or digit at both ends: " +
          std::string(name),
      "InvalidBucketName"};
}

Status CheckKey(std::string_view key) {
  if (key.empty()) return InvalidInput("an object key must not be empty");
  if (key.size() > kMaxKeyBytes) {
    return Error{ErrorKind::kInvalidInput,
                 "an object key has at most 1024 bytes, this one has " + std::to_string(key.size()),
                 "KeyTooLongError"};
  }
  if (key.find('\0') != std::string_view::npos) {
    return InvalidInput("an object key must not contain a NUL character");
  }
  if (!IsUtf8(key)) return InvalidInput("an object key must be UTF-8 text");
  return {};
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (end.empty()) return "\xff";
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

bool IsBlobId(std::string_view text) {
  return text.size() == 32 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Error NoSuchBucket(std::string_view bucket) {
  return {ErrorKind::kNotFound, "no such bucket: " + std::string(bucket), "NoSuchBucket"};
}

Error NoSuchKey(std::string_view key) {
  return {ErrorKind::kNotFound, "no such key: " + std::string(key), "NoSuchKey"};
}

Error NoSuchUpload(std::string_view id) {
  return {ErrorKind::kNotFound, "no such upload, it was completed or aborted: " + std::string(id),
          "NoSuchUpload"};
}

Error PreconditionFailed(std::string_view what) {
  return {ErrorKind::kConflict, std::string(what), "PreconditionFailed"};
}

}  // namespace tenon::objects
