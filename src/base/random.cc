#include "base/random.h"

#include <sys/random.h>

#include "base/check.h"
#include "base/hex.h"

namespace tenon {

std::string RandomBytes(std::size_t bytes) {
  std::string out(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const ssize_t got = getrandom(out.data() + filled, bytes - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    CHECK(got > 0);  // only a kernel older than 3.17 lacks it
    filled += static_cast<std::size_t>(got);
  }
  return out;
}

std::string RandomHex(std::size_t bytes) { return ToHex(RandomBytes(bytes)); }

std::string RandomUuid() {
  std::string bytes = RandomBytes(16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = ToHex(bytes);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

}  // namespace tenon
