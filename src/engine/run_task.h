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
// process (or at least the thread and the Database) is of no use for another task afterwards,
// but for RunFurtherTask.
void RunTask(Connection& connection, const task::Task& task, const Emit& emit,
             const std::atomic<bool>& stop);

// Does another task after RunTask, by the same thread: both must ask for types only
// (task::AsksTypesOnly), so that they need no more than the first was confined to, and the second
// sees nothing of the first. Emits and stops as RunTask does.
void RunFurtherTask(Connection& connection, const task::Task& task, const Emit& emit,
                    const std::atomic<bool>& stop);

}  // namespace tenon::engine
