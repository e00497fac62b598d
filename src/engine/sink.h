#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon::engine {

// What a sink has written.
struct Written {
  std::vector<task::OutputFile> files;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;       // of the files
  std::optional<Operator> plan;  // of the statement that wrote, if profiling is on
};

// Writes the rows of the sink's input to files below <staging>/<index>/ and syncs them. One file a
// partition (also of no rows, where there are no partition keys): the engine compresses row groups
// in all threads, so that more files are not faster. A partition can have more than one file only
// if there are more than 1,000 partitions.
//
// Keys are named as Glue names them: "<prefix>block-0-r-00000-snappy.parquet", "<prefix>r-00000"
// for text; folders "key=value/" escaped as Hive escapes them, NULL and '' being
// "__HIVE_DEFAULT_PARTITION__". Types are those of the catalog: a timestamp is written as local
// microseconds (isAdjustedToUTC=false), its value being UTC, and 128-bit integers as decimal(38,0).
//
// Rows are counted by counter `index` of the engine's Activity as they go in.
//
// kUnsupported for a compression that cannot be written; kInvalidInput for a column of a type that
// no catalog holds.
Result<Written> WriteSink(Connection& connection, const task::Sink& sink, std::size_t index,
                          const std::filesystem::path& staging);

}  // namespace tenon::engine
