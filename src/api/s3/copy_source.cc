#include "api/s3/copy_source.h"

#include "api/s3/failure.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::api::s3 {

Result<Address> ParseCopySource(std::string_view header) {
  constexpr std::string_view kVersion = "?versionId=";
  if (header.starts_with("arn:")) {
    return Failure("NotImplemented",
                   "copies from access points are not offered: " + std::string(header));
  }
  std::string_view path = header;
  if (const std::size_t at = header.find(kVersion); at != std::string_view::npos) {
    path = header.substr(0, at);
    const std::string_view version = header.substr(at + kVersion.size());
    if (version != "null") {
      return Failure("NoSuchVersion",
                     "objects have no versions here but null: " + std::string(version));
    }
  }
  if (path.starts_with('/')) path.remove_prefix(1);
  const Result<std::string> decoded = UrlDecode(path);
  const std::size_t slash = decoded ? decoded->find('/') : std::string::npos;
  if (slash == std::string::npos || slash == 0 || slash + 1 == decoded->size() ||
      !IsUtf8(*decoded)) {
    return Failure("InvalidArgument",
                   "x-amz-copy-source must have the form /bucket/key, percent-encoded: " +
                       std::string(header));
  }
  return Address{.bucket = decoded->substr(0, slash), .key = decoded->substr(slash + 1)};
}

}  // namespace tenon::api::s3
