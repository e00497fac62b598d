#pragma once

#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

namespace tenon::engine {

// Runs a task of kind kQuery: one SELECT, its rows in order into <staging>/result.csv, synced, as
// Athena writes results: a header, every value in double quotes with "" inside, NULL as nothing,
// lines ended by \n. Emits Described{"result"}. A column of a type without counterpart in the
// catalog (TIME, INTERVAL) is a string. Of a task that asks for the plan, the rows are the plan's
// lines, in one column "Query Plan"; nothing is scanned.
Result<task::Done> RunQuery(Connection& connection, const task::Task& task, const Emit& emit);

}  // namespace tenon::engine
