#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "task/source.h"

// What the engine tells of failures of databases, put for people. Pure.
namespace tenon::engine {

// The database's own words, on one line: without the engine's names of what it did, the statements
// that it sent, and advice that only holds for the engine.
std::string DatabaseReason(std::string_view message);

// The failure with the name of the connection, and its reason as above. A stop stays as it is.
Error AtConnection(const Error& error, const task::DatabaseConnection& database);

// A failure to connect: kAccessDenied if the database knows no such user or password, else
// kUnavailable. No message repeats what a secret holds.
Error ConnectError(const Error& error, const task::DatabaseConnection& database);

// The failure of a statement that reads these sources: with the title and the connection of the one
// whose database failed, as far as the message tells which; unchanged if none of them is of a
// database.
Error StatementError(Error error, std::span<const task::Source> sources);

// The name by which a query asks for a column, so that plans and failures tell whose it is.
std::string OutputName(std::size_t source, std::size_t column);

}  // namespace tenon::engine
