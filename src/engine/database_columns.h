#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/database.h"
#include "types/schema.h"

namespace tenon::engine {

// A column of a table or query of a database.
struct DatabaseColumn {
  std::string name;
  std::string engine_type;  // as the engine reads it: "DECIMAL(10,2)"
  // As the database calls it: "numeric(50,10)". "" where it is not known: only of queries.
  std::string native_type = "";
  bool operator==(const DatabaseColumn&) const = default;
};

// The columns of a source's table or query. kNotFound if there is no such table; what the database
// says if it refuses a query.
Result<std::vector<DatabaseColumn>> ReadDatabaseColumns(Connection& connection,
                                                        const std::string& attached,
                                                        const task::DatabaseSource& source);

// Pure functions of a column:

// The type of the catalog that holds its values: exact numbers stay exact, as decimal(38,18) where
// their column has no scale and with fewer places where they have more than 38 digits; unsigned
// numbers widen; what has no counterpart (time, interval, uuid, inet, money, enum, json) is text.
Type TypeOf(const DatabaseColumn& column);

// Whether the engine would read exact numbers of that column as binary ones, or may: its decimals
// have at most 38 digits.
bool IsInexact(const DatabaseColumn& column);

}  // namespace tenon::engine
