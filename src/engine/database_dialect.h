#pragma once

#include <string>
#include <string_view>

#include "task/database.h"

// SQL as the databases themselves speak it, and the engine's calls that send it to them. Pure.
// `attached` is the engine's name of an attached database (database_attach.h).
namespace tenon::engine {

// a"b -> "a""b" in PostgreSQL, a`b -> `a``b` in MySQL.
std::string NativeName(task::DatabaseKind kind, std::string_view name);

// A literal of text. What is no text stands in it too: the database converts it.
std::string NativeString(task::DatabaseKind kind, std::string_view text);

// The schema that is meant: the one given, else the usual one.
std::string SchemaOf(const task::DatabaseConnection& connection, std::string_view schema);

// "schema"."table", in the database's own quotes.
std::string NativeTable(const task::DatabaseConnection& connection, std::string_view schema,
                        std::string_view table);

// The source's query as one that may stand in parentheses: without what ends a statement.
std::string QueryIn(const task::DatabaseSource& source);

// The table as the engine's own SQL names it, to be scanned in parallel.
std::string AttachedTable(std::string_view attached, const task::DatabaseConnection& connection,
                          std::string_view schema, std::string_view table);

// The rows of a SELECT in the database's own dialect: what follows FROM in the engine's SQL. They
// are read by one connection, that of the transaction if there is one.
std::string NativeQuery(std::string_view attached, task::DatabaseKind kind, std::string_view sql);

// A statement of the engine that runs another in the database's own dialect, on the connection of
// the transaction if there is one.
std::string NativeStatement(std::string_view attached, task::DatabaseKind kind,
                            std::string_view sql);

}  // namespace tenon::engine
