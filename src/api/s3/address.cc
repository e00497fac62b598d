#include "api/s3/address.h"

#include "api/host_bucket.h"
#include "api/s3/failure.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
Result<Address> ResolveAddress(std::string_view path, std::string_view host) {
  if (!path.starts_with('/')) return Failure("InvalidURI", "a path begins with '/'");
  const Result<std::string> decoded = UrlDecode(path.substr(1));
  if (!decoded || !IsUtf8(*decoded)) {
    return Failure("InvalidURI",
                   "the path is not percent-encoded UTF-8 text: " + std::string(path));
  }
  Address address{.bucket = std::string(HostBucket(host)), .key = {}};
  if (!address.bucket.empty()) {
    address.key = *decoded;
    return address;
  }
  const std::size_t slash = decoded->find('/');
  address.bucket = decoded->substr(0, slash);
  if (slash != std::string::npos) address.key = decoded->substr(slash + 1);
  if (address.bucket.empty() && slash != std::string::npos) {
    return Failure("InvalidBucketName", "the path names no bucket: " + std::string(path));
  }
  return address;
}

}  // namespace tenon::api::s3
