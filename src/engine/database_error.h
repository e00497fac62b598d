#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "task/task.h"

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

// The failure of the statement that writes a sink's rows to a database: that of a source if it is
// one's, else with the title and the connection of the sink.
Error TargetError(const Error& error, std::span<const task::Source> sources,
                  const task::Sink& sink);

// The name by which a query asks for a column, so that plans and failures tell whose it is.
std::string OutputName(std::size_t source, std::size_t column);
// Whether such a name of that source occurs in a text.
bool IsOutput(std::string_view text, std::size_t source);

}  // namespace tenon::engine
