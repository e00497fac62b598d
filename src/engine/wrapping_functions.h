#pragma once

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Adds arithmetic of whole numbers as Java has it, and so Spark with ANSI off: what does not fit
// loses its high bits, where the engine's own operators fail.
//
//   tenon_spark_add, tenon_spark_subtract, tenon_spark_multiply (T, T) -> T
//   tenon_spark_negate(T) -> T
//   tenon_spark_long(HUGEINT) -> BIGINT, the low 64 bits
//
// for T among TINYINT, SMALLINT, INTEGER and BIGINT. NULL for NULL.
Status RegisterWrappingFunctions(Connection& connection);

}  // namespace tenon::engine
