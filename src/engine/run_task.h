#pragma once

#include <atomic>

#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

namespace tenon::engine {

// Opens what a task needs and runs every part of the engine once, on nothing, so that the task
// does not pay for what happens only at first use.
Status WarmUp(Connection& connection);

// Confines the calling thread to the task (LockDown), does it and emits its events, the last of
// them Done or Failed. `stop` becoming true ends it within a moment with Failed of kStopped. The
// process (or at least the thread and the Database) is of no use for another task afterwards.
void RunTask(Connection& connection, const task::Task& task, const Emit& emit,
             const std::atomic<bool>& stop);

}  // namespace tenon::engine
