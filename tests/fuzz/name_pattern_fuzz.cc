// GetTables' Expression: any pattern is refused or matches in bounded time and memory.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "catalog/name_pattern.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2048) return 0;  // the service model's limit
  const std::string_view expression(reinterpret_cast<const char*>(data), size);
  if (const auto pattern = tenon::catalog::NamePattern::Parse(expression)) {
    (void)pattern->Matches("leads_raw_2026");
    (void)pattern->Matches(expression);
  }
  return 0;
}
