#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/database_columns.h"
#include "engine/duckdb.h"
#include "task/task.h"

// The table that a sink writes to, and how its columns take the rows.
namespace tenon::engine {

// A column of the rows with the column of the table that takes it.
struct TargetColumn {
  std::string name;         // in the rows
  std::string engine_type;  // in the rows
  DatabaseColumn column;    // in the table
};

// The columns of a sink's rows, as DESCRIBE tells them, in order: of those that it names, or all.
Result<std::vector<Column>> RowsOf(Connection& connection, const task::Sink& sink);

// Matches the columns of the rows, which `connection` knows, with those of the table, which
// databases.Writer() does, by name in any case. kNotFound if there
// is no table; kInvalidInput for a column of the rows that the table lacks, for keys that are not
// among them, and for a table of MySQL that knows no transactions.
Result<std::vector<TargetColumn>> MatchColumns(Connection& connection, const task::Sink& sink,
                                               const AttachedDatabases& databases);

// Whether the table is there.
Result<bool> HasTable(Connection& connection, const std::string& attached,
                      const task::DatabaseConnection& database, const std::string& schema,
                      const std::string& table);

// The statement that makes a table for such rows, in the database's own dialect: text for strings,
// timestamps with time zone (of MySQL datetime(6), in UTC), JSON for what is nested. Pure.
std::string CreateTableSql(const task::DatabaseSink& sink, const std::vector<Column>& columns);

// Whether the engine hands values to the column of a table of PostgreSQL as they are; others go as
// text, which the database converts. Pure.
bool TakesValues(const TargetColumn& column);

// SQL of a value as the column takes it: as the type of the column that TakesValues, else as text
// (JSON where it is nested). A value that does not fit fails the statement, naming the column.
std::string TargetValueSql(const TargetColumn& column, bool takes_values);

}  // namespace tenon::engine
