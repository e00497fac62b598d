#pragma once

#include <string>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// Makes the function tenon_count_rows known, by which CountedSql counts, and lets Activity take
// what the engine logs. Once for an engine, before it is locked. kInternal if the engine refuses.
Status Watch(Connection& connection);

// Statements that have the engine log what its scans of Parquet read; none for a task that has no
// such source or reads less than 1 MiB, which ends before anybody could look. It costs some 0.1 ms
// for each row group that is read or written, so it is not done where nothing is learnt.
std::string WatchScansSql(const task::Task& task);

}  // namespace tenon::engine
