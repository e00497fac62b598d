#include "api/host_bucket.h"

#include "text/utf8.h"

namespace tenon::api {

std::string HostBucket(std::string_view host) {
  constexpr std::string_view kServer = ".localhost";
  constexpr std::string_view kService = ".s3";
  const std::string name = AsciiLower(host.substr(0, host.find(':')));
  if (!name.ends_with(kServer)) return "";
  std::string bucket = name.substr(0, name.size() - kServer.size());
  if (bucket == kService.substr(1)) return "";
  if (bucket.ends_with(kService)) bucket.resize(bucket.size() - kService.size());
  return bucket;
}

}  // namespace tenon::api
