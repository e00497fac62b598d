#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::graph {

// Reads a JsonPath, which says where in each document the records are: "$", ".name", "['name']",
// "[3]" and "[*]", as in $.data.records[*]. Yields it as the engine spells it, names quoted; "" for
// "$" and "$[*]", as documents and the elements of arrays are records anyway. kInvalidInput, with
// the place, for anything else.
Result<std::string> ReadJsonPath(std::string_view text);

}  // namespace tenon::graph
