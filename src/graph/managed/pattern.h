#pragma once

#include <string>

#include "base/result.h"

namespace tenon::graph {

// The number of groups in a regular expression as the engine reads it (RE2's: no look-around, no
// backreference). kInvalidInput, in words, if it reads none.
Result<int> GroupsOf(const std::string& pattern);

}  // namespace tenon::graph
