#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::graph {

// SQL that writes `timestamp` (SQL of that type, in UTC) as a pattern says. The pattern is Python's
// strftime's if it has a '%' ("%Y-%m-%d"), else Java's, as Spark reads it ("yyyy-MM-dd"): names of
// months and days are English. kInvalidInput names a letter that has no counterpart in the engine.
Result<std::string> FormatTimestampSql(std::string_view timestamp, std::string_view pattern);

// The engine's strptime format of such a pattern, for reading.
Result<std::string> StrptimeFormatOf(std::string_view pattern);

}  // namespace tenon::graph
