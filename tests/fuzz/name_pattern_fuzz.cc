// GetTables' Expression: any pattern is refused or matches in bounded time and memory, and only
// names that begin with its prefix.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "catalog/name_pattern.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2048) return 0;  // the service model's limit
  const std::string_view expression(reinterpret_cast<const char*>(data), size);
  if (const auto pattern = tenon::catalog::NamePattern::Parse(expression)) {
    for (const std::string_view name : {std::string_view("leads_raw_2026"), expression}) {
      const std::string folded = tenon::AsciiLower(name);
      if (pattern->Matches(folded) && !folded.starts_with(pattern->prefix())) std::abort();
    }
  }
  return 0;
}
