#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/spark_lexer.h"

namespace tenon::sql {

// "days" -> "DAY": a unit of time as the tree holds it.
std::string IntervalUnit(std::string_view word);

// Reads the text of INTERVAL '1 day -2 hours 3.5 seconds' as amounts, each followed by its unit:
// "1", "DAY", "-2", "HOUR", "3.5", "SECOND". kInvalidInput for anything else.
Result<std::vector<std::string>> ReadIntervalText(std::string_view text, SparkPosition position);

// Reads INTERVAL '1-2' YEAR TO MONTH and INTERVAL '1 02:03:04.5' DAY TO SECOND (and the shorter
// forms between the two) the same way.
Result<std::vector<std::string>> ReadIntervalRange(std::string_view text, std::string_view from,
                                                   std::string_view to, SparkPosition position);

}  // namespace tenon::sql
