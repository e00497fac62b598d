#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "json/value.h"
#include "task/database.h"

// Which table of which database a node or a table of the Data Catalog means. The errors here are
// words for the user of the job.
namespace tenon::graph {

// A table of a database. Of its connection only name and kind are set: no more is known to a job.
struct DatabaseTable {
  task::DatabaseConnection connection;
  std::string schema;  // of MySQL the database
  std::string table;
};

// "PostgreSQL", "MySQL": for messages.
std::string_view TitleOf(task::DatabaseKind kind);

// "schema.table" or "table"; of PostgreSQL also "database.schema.table", if that is the database
// that the connection leads to. A part with dots stands in double quotes or backquotes. Without a
// schema it is public, of MySQL the connection's database. kInvalidInput for what is none.
Result<DatabaseTable> ReadTableName(std::string_view text,
                                    const task::DatabaseConnection& connection);

// The connection of that name, which must lead to a database, of the kind `wanted` if one is given.
// kInvalidInput with the way out if it does not.
Result<task::DatabaseConnection> FindConnection(const std::string& name,
                                                std::optional<task::DatabaseKind> wanted,
                                                Environment& environment);

// Whether a table's document tells of a table in a database, not of files: its location is not in
// S3, and it names a connection (the parameter connectionName) or has the classification of a
// database.
bool IsInDatabase(const json::Value& document);

// Where the table is: as a crawler over a JDBC connection writes it, its location is
// "database.schema.table", of MySQL "database.table". `name` ("sales.users") names it in messages.
Result<DatabaseTable> LocateTable(const std::string& name, const json::Value& document,
                                  std::optional<task::DatabaseKind> wanted,
                                  Environment& environment);

// A parameter of the table, else of its storage; "" if neither has it.
std::string TableParameter(const json::Value& document, std::string_view name);

// What is read and written, for people: "postgresql: public.hits, by connection leads". No secret
// is in it.
std::string ToString(const task::DatabaseSource& source);
std::string ToString(const task::DatabaseSink& sink);

}  // namespace tenon::graph
