// Timestamps out of users' CSV files.

#include <cstdint>
#include <string_view>

#include "engine/timestamp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto micros = tenon::engine::ParseTimestamp({reinterpret_cast<const char*>(data), size});
  // Years 1 to 9999, give or take an offset.
  if (micros && (*micros < -62'135'700'000'000'000 || *micros > 253'402'400'000'000'000)) {
    __builtin_trap();
  }
  return 0;
}
