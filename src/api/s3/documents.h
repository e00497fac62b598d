#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace tenon::api::s3 {

// The XML documents that clients send. Document type definitions are passed over and entities other
// than XML's own five stay as text, so that a small document stays small. Every function fails with
// kInvalidInput and reason MalformedXML for what is not well-formed or lacks what it must have;
// elements that S3 does not name are passed over.

struct ObjectToDelete {
  std::string key;
  std::string version_id;  // "" if none was named
  std::string etag;        // only if the object has this one; "" if any
  bool operator==(const ObjectToDelete&) const = default;
};
struct DeleteDocument {
  std::vector<ObjectToDelete> objects;  // 1 to 1000
  bool quiet = false;
};
Result<DeleteDocument> ParseDelete(std::string_view xml);

struct CompletedPart {
  int number = 0;
  std::string etag;                              // without quotes
  std::map<std::string, std::string> checksums;  // by algorithm: {"CRC32", "<base64>"}
  bool operator==(const CompletedPart&) const = default;
};
// 1 to 10,000 parts, in the order in which they are sent.
Result<std::vector<CompletedPart>> ParseCompleteMultipartUpload(std::string_view xml);

// The region of CreateBucketConfiguration; "" for an empty body or none named.
Result<std::string> ParseLocationConstraint(std::string_view xml);

// "BucketOwnerEnforced", "BucketOwnerPreferred" or "ObjectWriter".
Result<std::string> ParseOwnershipControls(std::string_view xml);
bool IsObjectOwnership(std::string_view text);

// An object of four booleans by S3's names; those that are absent are false.
Result<json::Value> ParsePublicAccessBlock(std::string_view xml);

// "Enabled" or "Suspended".
Result<std::string> ParseVersioning(std::string_view xml);

// Also fails with reason InvalidTag for a key that comes twice or is empty or longer than 128
// characters, a value longer than 256, or more than 10 tags.
Result<std::map<std::string, std::string>> ParseTagging(std::string_view xml);
// Likewise from the header x-amz-tagging: "a=1&b=2".
Result<std::map<std::string, std::string>> ParseTaggingHeader(std::string_view header);

}  // namespace tenon::api::s3
