#pragma once

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/sink.h"
#include "task/task.h"

namespace tenon::engine {

// Makes the table of a sink that is to be made if it is not there. Call outside of a transaction:
// MySQL commits when a table is made, so that there is one, empty, when the run fails later.
// PostgreSQL's is made by WriteDatabaseSink, in its transaction.
Status MakeTableOfMySql(Connection& connection, const task::Sink& sink,
                        const AttachedDatabases& databases);

// Writes the rows of the sink's input, which `connection` reads, to its table, in the transaction
// of databases.Writer(); those of PostgreSQL while they are read. Columns that the rows lack get
// their defaults.
//
// Overwriting empties the table first: PostgreSQL's by TRUNCATE if `may_truncate` and the table
// lets us, else by DELETE, which leaves those who read it alone.
//
// Merging goes by way of a temporary table: rows with the keys of one that is there replace its
// columns, the others are added; no index is needed. kInvalidInput if a key is NULL or stands in
// two rows; the message names one.
Result<Written> WriteDatabaseSink(Connection& connection, const task::Sink& sink,
                                  const AttachedDatabases& databases, bool may_truncate);

// The two ways to do so, by the kind of the database.
Result<Written> WriteToPostgres(Connection& connection, const task::Sink& sink,
                                const AttachedDatabases& databases, bool may_truncate);
Result<Written> WriteToMySql(Connection& connection, const task::Sink& sink,
                             const AttachedDatabases& databases);

}  // namespace tenon::engine
