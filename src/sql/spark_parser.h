#pragma once

#include <string_view>

#include "base/result.h"
#include "sql/spark_tree.h"

namespace tenon::sql {

// The deepest nesting of a query or an expression that is read. Far above what people write, far
// below what the stack of a thread holds.
inline constexpr std::size_t kSparkDepth = 120;

// Reads one query of Spark SQL 4.1: SELECT, WITH, VALUES, TABLE and FROM ... SELECT, a ';' at the
// end. Everything else (INSERT, pipes with |>, TRANSFORM, MATCH_RECOGNIZE) is refused.
//
// kInvalidInput says the line and the column, what was found and what was expected; also for more
// than kSparkDepth levels of nesting and for an empty text.
Result<SparkQuery> ParseSparkQuery(std::string_view text);

// Reads one expression: "price * 1.1", "upper(name)".
Result<SparkExpression> ParseSparkExpression(std::string_view text);

// Reads a type as CAST takes it, and "a INT, b STRING" or "a: INT" as the struct of these fields,
// as from_json and schema texts have it.
Result<Type> ParseSparkType(std::string_view text);

}  // namespace tenon::sql
