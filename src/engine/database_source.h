#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/source.h"

// Sources that are tables or queries of a database.
namespace tenon::engine {

// Creates (or replaces) the temporary view that reads the source `index` of a task, whose database
// is known as `attached` (database_attach.h): the declared columns by name in any case, or all that
// there are with the types that the catalog has for them (TypeOf).
//
// A table is scanned in parallel, and only the columns and rows that a statement needs, where the
// types are equal; text of MySQL is read whole, as MySQL compares it by its collations. A query, a
// condition, and exact numbers that the engine would read as binary ones are read by one
// connection. A value that does not fit its declared type fails the statement, naming the column.
//
// The error names the connection: kNotFound for a table that is not there, kInvalidInput for a
// column, what the database says otherwise.
Status CreateDatabaseView(Connection& connection, const task::Source& source, std::size_t index,
                          const std::string& attached);

// The largest value of the source's bookmark key among the rows that the view reads, as text; a
// timestamp is in UTC. nullopt if there is none.
Result<std::optional<std::string>> ReadBookmark(Connection& connection, const task::Source& source,
                                                const std::string& attached);

}  // namespace tenon::engine
