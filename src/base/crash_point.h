#pragma once

#include <string_view>

namespace tenon {

// A named step at which a test may want the process to die as in a power cut: ends it by SIGKILL
// if the environment variable TENON_CRASH_AT held this name when the process started, and does
// nothing otherwise. Thread-safe.
void CrashPoint(std::string_view name);

}  // namespace tenon
