#pragma once

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Adds the scalar functions that Spark's hash() and xxhash64() become (spark_hash.h):
//
//   tenon_spark_hash(value, seed INTEGER) -> INTEGER
//   tenon_spark_xxhash64(value, seed BIGINT) -> BIGINT
//
// The value is of any type that holds no other values. The hash of NULL is the seed; -0.0 is hashed
// as 0.0, and every NaN as the same.
Status RegisterHashFunctions(Connection& connection);

}  // namespace tenon::engine
