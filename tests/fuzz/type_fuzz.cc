// Any text either is no type, or is one that its own names read back as.

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "types/type.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto type = tenon::ParseType(text)) {
    const auto again = tenon::ParseType(tenon::HiveName(*type));
    CHECK(again && *again == *type);
    static_cast<void>(tenon::AthenaName(*type));
    static_cast<void>(tenon::DuckDbName(*type));
    CHECK(tenon::AreComparable(*type, *again) == tenon::AreComparable(*again, *type));
  }
  if (const auto type = tenon::ParseDuckDbType(text)) {
    const auto again = tenon::ParseDuckDbType(tenon::DuckDbName(*type));
    CHECK(again && *again == *type);
  }
  return 0;
}
