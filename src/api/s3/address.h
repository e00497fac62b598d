#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::api::s3 {

// What a request is about: the service (both empty), a bucket, or an object.
struct Address {
  std::string bucket;
  std::string key;
  bool operator==(const Address&) const = default;
};

// Reads bucket and key from a request's path and Host header. Both of S3's forms are understood:
//   path style          Host: localhost:9700, 127.0.0.1:9700, ...       /bucket/key
//   virtual-host style  Host: bucket.localhost or bucket.s3.localhost   /key   (see HostBucket)
// The path is percent-decoded once and not normalised: "a//b" and "./x" are keys like any other.
// kInvalidInput with reason InvalidURI for broken encoding or text that is not UTF-8, and with
// InvalidBucketName for a path that begins with "//".
Result<Address> ResolveAddress(std::string_view path, std::string_view host);

}  // namespace tenon::api::s3
