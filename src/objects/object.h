#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "json/value.h"

namespace tenon::objects {

// A bucket and what its owner set on it.
struct Bucket {
  std::string name = {};
  Time created = {};
  // Settings as documents by name ("ObjectOwnership", "PublicAccessBlock", "Versioning"), kept
  // whole for the API layer; the store does not read them.
  json::Value settings = json::Object{};
};

// An immutable file of the store. Exists for users only once a row names it.
struct Blob {
  std::string id = {};  // 32 hex digits
  std::uint64_t size = 0;
};

// What is said of an object beside its bytes.
struct Attributes {
  std::string etag = {};  // without quotes: MD5 in hex, or "<hex>-<parts>"
  std::string content_type = "binary/octet-stream";
  // Other headers kept and returned as sent: "cache-control", "content-encoding", ...
  std::map<std::string, std::string> headers = {};
  std::map<std::string, std::string> metadata = {};  // x-amz-meta-*, names in lower case
  // Algorithm ("CRC32", "CRC64NVME", "SHA256", ...) to base64 value, "-N" appended if composite.
  std::map<std::string, std::string> checksums = {};
  std::string checksum_type = "FULL_OBJECT";  // or COMPOSITE
  std::map<std::string, std::string> tags = {};
  bool operator==(const Attributes&) const = default;
};

// One row of the index: the object as everybody sees it.
struct Object {
  std::string bucket = {};
  std::string key = {};
  Blob blob = {};
  Time last_modified = {};
  Attributes attributes = {};
};

// Conditions of S3's conditional requests (RFC 9110, 13); empty members ask nothing.
struct Precondition {
  std::string if_match = {};   // an ETag without quotes, or "*"
  bool if_none_match = false;  // If-None-Match: *, "only if there is none"
};

struct ListRequest {
  std::string bucket = {};
  std::string prefix = "";
  std::string delimiter = "";
  std::string start_after = "";  // keys greater than this one, byte by byte
  int max_keys = 1000;           // objects and common prefixes together
};

// All keys of a bucket that begin so.
struct Prefix {
  std::string bucket = {};
  std::string prefix = {};
};

struct ListPage {
  std::vector<Object> objects;
  std::vector<std::string> common_prefixes;
  bool truncated = false;
  std::string next_start_after;  // where the next page begins, if truncated
};

// One upload in parts that is not complete yet.
struct Upload {
  std::string id = {};
  std::string bucket = {};
  std::string key = {};
  Time initiated = {};
  Attributes attributes = {};           // of the object to be
  std::string checksum_algorithm = {};  // asked for at its creation; "" if none
};

struct Part {
  int number = 0;  // 1 to 10,000
  Blob blob = {};
  std::string etag = {};  // MD5 in hex
  std::map<std::string, std::string> checksums = {};
  Time last_modified = {};
};

}  // namespace tenon::objects
