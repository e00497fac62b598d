#pragma once

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Adds the functions that summaries of rows ask for (graph/profile.h):
//
//   tenon_distinct(hash UBIGINT) -> BIGINT, an aggregate
//     About how many different hashes there are (distinct_sketch.h). The engine's hash() takes
//     every type; that of NULL is a value like any other.
//   tenon_row_set(row BIGINT) -> BLOB, an aggregate
//     The set of the rows' numbers, which count from 0 or little above: a bit for each.
//   tenon_has_row(set BLOB, row BIGINT) -> BOOLEAN
//     Whether a row is in such a set.
//
// Aggregates pass over NULLs; tenon_row_set of none, and tenon_has_row of NULL, are NULL.
Status RegisterSummaryFunctions(Connection& connection);

}  // namespace tenon::engine
