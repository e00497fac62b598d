#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::graph {

// A query of Spark's dialect with its quotes turned into the engine's: `name` into "name", and
// 'text' and "text", with backslashes undone, into 'text'. Comments go; everything else is passed
// on as it is, so functions and operators that the engine does not have are its own error to tell.
// A ';' at the end is dropped. kInvalidInput for a second statement, a quote that is not closed,
// and an empty query.
Result<std::string> FromSparkSql(std::string_view query);

}  // namespace tenon::graph
