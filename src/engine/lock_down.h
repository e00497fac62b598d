#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// Confines the process and its engine to one task before any SQL of a user runs:
//
// - DuckDB may read the task's input files and read and write its staging folder, and nothing else
//   of the file system; no network, no extensions, no settings can be changed any more.
// - The kernel (Landlock) holds the calling thread, and every thread that it starts from then on,
//   to the same files, the input files read-only. Where the kernel has no Landlock, DuckDB's own
//   lock is the only one. The engine's threads start inside: call on a Database with one thread.
//
// Threads, memory limit and name resolution of the task are set on the way, as they cannot be
// later. There is no way back.
//
// `others` are files that our own code reads and the engine does not.
Status LockDown(Connection& connection, const task::Task& task,
                std::span<const std::string> others = {});

}  // namespace tenon::engine
