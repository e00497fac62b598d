#pragma once

namespace tenon {

// Prints the failed condition with its place and aborts.
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line);

}  // namespace tenon

// CHECK(index < rows): a bug if false; ends the process. Never for input from outside.
#define CHECK(condition) \
  (static_cast<bool>(condition) ? void() : ::tenon::CheckFailed(#condition, __FILE__, __LINE__))
