#pragma once

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

namespace tenon::engine {

// Runs a task of kind kSelect: emits one Rows for each of its selects, in order, as soon as it is
// known. A statement that fails says so in its own Rows, and the next one is run. A source with
// fields that do not fit their types is read again as a job reads it (relations.h).
Result<task::Done> RunSelects(Connection& connection, const task::Task& task,
                              const AttachedDatabases& databases, const Emit& emit);

}  // namespace tenon::engine
