#pragma once

#include <string>

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

// Runs that commit in a database: its table tenon_commits has one row for each of them, made by the
// transaction that writes the run's rows.
//
//   run_id, attempt    the primary key
//   job_name
//   bookmark           how far the sources have been read, as JSON {"source": "value"}, or NULL
//   committed_at       NULL for a run that was given up (Settle)
namespace tenon::engine {

// Makes the table where it is missing, in a transaction of its own.
Status EnsureCommits(Connection& connection, const std::string& attached,
                     const task::DatabaseConnection& database, const std::string& schema);

// Notes the run in the transaction that is open. kConflict if it was given up meanwhile.
Status NoteCommit(Connection& connection, const std::string& attached,
                  const task::DatabaseSink& target, const task::Commit& commit,
                  const std::string& bookmark);

// Commits what the open transaction has written there, whatever becomes of the rest of it. After an
// error it may have committed all the same if the connection has ended: settle it.
Status CommitThere(Connection& connection, const std::string& attached, task::DatabaseKind kind);

// Runs a task of kind kSettle: decides once and for all whether a run has committed, and emits
// Settled. Waits for a transaction that has noted the run and has not ended.
Result<task::Done> Settle(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit);

}  // namespace tenon::engine
