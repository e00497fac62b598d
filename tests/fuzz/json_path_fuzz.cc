// Any text either is no JsonPath, or becomes a path whose names are quoted.

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "graph/json_path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto path = tenon::graph::ReadJsonPath(text)) {
    CHECK(path->empty() || path->starts_with("$.\"") || path->starts_with("$["));
  }
  return 0;
}
