#pragma once

#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "engine/monitor.h"
#include "task/task.h"

namespace tenon::engine {

// Runs a task of kind kJobRun: every sink, one after another. Emits OutputFile for every file and
// NodeRows for every node when all have been written and synced. Between two sinks it emits the
// NodeRows that are counted so far: a task that is done again (relations.h) tells them again. The
// rows written.
Result<task::Done> RunJob(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit, Monitor& monitor);

}  // namespace tenon::engine
