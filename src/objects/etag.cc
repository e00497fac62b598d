#include "objects/etag.h"

#include <unistd.h>

#include <cerrno>

#include "base/digest.h"
#include "base/hex.h"

namespace tenon::objects {

Result<std::string> EtagOf(const FileDescriptor& file) {
  Digest digest(DigestKind::kMd5);
  std::string buffer(std::size_t{256} * 1024, '\0');
  off_t position = 0;
  for (;;) {
    const ssize_t got = pread(file.get(), buffer.data(), buffer.size(), position);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading a file for its ETag", errno);
    if (got == 0) return ToHex(digest.Finish());
    digest.Update(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
    position += got;
  }
}

}  // namespace tenon::objects
