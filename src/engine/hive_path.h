#pragma once

#include <string>
#include <string_view>

namespace tenon::engine {

// A part of a partition's folder name as Hive and Spark write it: control characters and
// " # % ' * / : = ? \ { [ ] ^ and DEL as %XX, all else as it is.
std::string HiveEscape(std::string_view text);

}  // namespace tenon::engine
