#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::objects {

// S3's rules for the names of general purpose buckets: 3 to 63 lower-case letters, digits, dots and
// hyphens, a letter or digit at both ends, no two dots in a row, not in the form of an IP address.
// kInvalidInput with reason InvalidBucketName otherwise.
Status CheckBucketName(std::string_view name);

// 1 to 1024 bytes of UTF-8 without NUL; kInvalidInput otherwise, with reason KeyTooLongError for a
// longer one.
Status CheckKey(std::string_view key);

// The smallest text that is greater than every key that begins with `prefix`, byte by byte. Every
// key is UTF-8, which has no byte 0xFF: that byte ends the range of the empty prefix.
std::string PrefixEnd(std::string_view prefix);

// Whether the text is a blob's id: 32 lower-case hex digits.
bool IsBlobId(std::string_view text);

// Failures that several calls answer, with S3's codes as reasons.
Error NoSuchBucket(std::string_view bucket);
Error NoSuchKey(std::string_view key);
Error NoSuchUpload(std::string_view id);
Error PreconditionFailed(std::string_view what);

}  // namespace tenon::objects
