#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Adds our scalar functions to the engine:
//
//   tenon_timestamp(text VARCHAR, source BIGINT) -> TIMESTAMP
//     The timestamp as ParseTimestamp reads it; NULL for NULL and for empty text. Any other text
//     fails the statement, and SourceOfBadTimestamp finds the source in the failure's message.
//     DuckDB's own cast to TIMESTAMP drops an offset in silence, and its cast to TIMESTAMPTZ asks
//     ICU for each value without one; this is faster than either.
//
//   tenon_plain_timestamp(text VARCHAR) -> TIMESTAMP
//     The same with blanks around it; NULL for any other text. What it reads means the same to a
//     cast of the trimmed text to TIMESTAMPTZ in a session in UTC, which it saves.
//
// and those of summary_functions.h, hash_functions.h, wrapping_functions.h and
// dialect_functions.h.
Status RegisterFunctions(Connection& connection);

// The `source` of the failed tenon_timestamp that a message tells of.
std::optional<std::size_t> SourceOfBadTimestamp(std::string_view message);

}  // namespace tenon::engine
