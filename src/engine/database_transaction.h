#pragma once

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// Begins a transaction of the engine in which the sources of each database are of one moment,
// however many statements read them:
//
// - The sources of one database of PostgreSQL, each attached on its own, share the snapshot that
//   the first of them exports.
// - The sources of one MySQL share a connection and its read-only transaction, which sees the
//   moment of its begin whatever the server's usual isolation is.
//
// Different servers are read at different moments: nothing could make them one.
//
// What is written to a database is a transaction of its own, that of databases.Writer(), which
// begins too. The error names the source; then no transaction is open.
Status BeginAtOneMoment(Connection& connection, const task::Task& task,
                        const AttachedDatabases& databases);

// Ends both, as if they had never been; no effect if none is open.
void RollBack(Connection& connection, const AttachedDatabases& databases);

}  // namespace tenon::engine
