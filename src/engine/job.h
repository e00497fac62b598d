#pragma once

#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "engine/monitor.h"
#include "task/task.h"

namespace tenon::engine {

// Runs a task of kind kJobRun: every sink, one after another. Emits OutputFile for every file,
// NodeRows for every node and BookmarkMoved for every source with a bookmark key when all have been
// written and synced. Between two sinks it emits the NodeRows that are counted so far: a task that
// is done again (relations.h) tells them again. The rows written.
//
// A job with sources in databases reads them in one transaction (BeginAtOneMoment), and one with
// sinks in a database writes them in another: with them goes the run's row of tenon_commits, and
// task::kResultFile is there before it commits. On any failure before, tables are as they were,
// except for those of MySQL that were to be made, which are there and empty.
Result<task::Done> RunJob(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit, Monitor& monitor);

}  // namespace tenon::engine
