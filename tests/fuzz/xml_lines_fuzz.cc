// Any bytes either are no XML, or become lines of JSON.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/file.h"
#include "engine/xml_lines.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon;  // NOLINT(google-build-using-namespace)
  const FileDescriptor in(memfd_create("in", MFD_CLOEXEC));
  const FileDescriptor out(memfd_create("out", MFD_CLOEXEC));
  CHECK(WriteAll(in.get(), {reinterpret_cast<const char*>(data), size}));
  const auto path = [](const FileDescriptor& file) {
    return "/proc/self/fd/" + std::to_string(file.get());
  };
  const auto written = engine::WriteXmlAsLines({.path = path(in)}, {.row_tag = "a"}, {}, path(out));
  if (!written) return 0;
  const auto text = ReadFile(path(out));
  CHECK(text.has_value());
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = text->find('\n', begin);
    CHECK(end != std::string::npos);
    begin = end + 1;
  }
  return 0;
}
