#include "engine/database_error.h"

#include <array>
#include <set>

#include "engine/database_dialect.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::Source;

// Behind each of these stands a text in quotes, then the database's reason.
constexpr std::array<std::string_view, 9> kWithStatement = {
    "Unable to connect to Postgres at \"",
    "Failed to connect to MySQL database with parameters \"",
    "Failed to prepare query \"",
    "Failed to prepare COPY \"",
    "Failed to execute query \"",
    "Failed to prepare MySQL query \"",
    "Failed to execute MySQL query \"",
    "Failed to fetch result row for MySQL query \"",
    "Failed to run query \""};

constexpr std::array<std::string_view, 6> kAdvice = {
    " Attempted host: ",    "\nHINT:", "\nDid you mean",
    "\nCandidate bindings", "\nLINE ", " Set pg_array_as_varchar",
};

constexpr std::array<std::string_view, 5> kMarks = {"Failed to ", "Unable to connect to ",
                                                    "FATAL:", "Lost connection", "server closed"};

bool Occurs(std::string_view needle, std::string_view text) {
  return text.find(needle) != std::string_view::npos;
}

// "Binder Error: x" -> "x": the engine's word for the class of a failure.
void CutClass(std::string& text) {
  const std::size_t end = text.find("Error: ");
  if (end == std::string::npos || end > 30) return;
  const std::string_view before = std::string_view(text).substr(0, end);
  const bool is_class =
      before.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz- ") ==
      std::string_view::npos;
  if (is_class) text.erase(0, end + std::string_view("Error: ").size());
}

std::string OnOneLine(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return std::string(Trim(out));
}

// What the engine says when a connection ends on which it reads, without a word of the table.
constexpr std::string_view kReading = "Failed to fetch header for COPY";

// The one of the sources whose database the message speaks of; null pointer if it does not tell.
const Source* SourceIn(std::string_view message, std::span<const Source> sources) {
  const Source* found = nullptr;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!sources[i].database) continue;
    const task::DatabaseSource& database = *sources[i].database;
    const bool is_read =
        Occurs(kReading, message) && database.connection.kind == task::DatabaseKind::kPostgres;
    const bool is_named =
        is_read || IsOutput(message, i) ||
        (database.query.empty() &&
         Occurs("FROM " + NativeTable(database.connection, database.schema, database.table),
                message));
    if (!is_named) continue;
    if (found != nullptr) return nullptr;
    found = &sources[i];
  }
  return found;
}

}  // namespace

std::string OutputName(std::size_t source, std::size_t column) {
  return "tenon_" + std::to_string(source) + '_' + std::to_string(column);
}

bool IsOutput(std::string_view text, std::size_t source) {
  return Occurs("tenon_" + std::to_string(source) + '_', text);
}

std::string DatabaseReason(std::string_view message) {
  std::string text(message);
  for (const std::string_view begin : kWithStatement) {
    const std::size_t from = text.find(begin);
    const std::size_t to =
        text.find("\": ", from == std::string::npos ? from : from + begin.size());
    const std::size_t end =
        text.find("\":", from == std::string::npos ? from : from + begin.size());
    if (from == std::string::npos || end == std::string::npos) continue;
    text.erase(0, to == std::string::npos ? end + 2 : to + 3);
  }
  for (const std::string_view begin : kAdvice) {
    if (const std::size_t at = text.find(begin); at != std::string::npos) text.erase(at);
  }
  CutClass(text);
  for (const std::string_view severity : {"FATAL:", "ERROR:"}) {
    if (const std::size_t at = text.find(severity); at != std::string::npos) {
      text.erase(at, severity.size());
    }
  }
  text = OnOneLine(text);
  return text.empty() ? "the connection ended" : text;
}

Error AtConnection(const Error& error, const task::DatabaseConnection& database) {
  if (error.kind == ErrorKind::kStopped) return error;
  return {error.kind, "connection " + database.name + ": " + DatabaseReason(error.message),
          error.reason};
}

Error ConnectError(const Error& error, const task::DatabaseConnection& database) {
  Error out = AtConnection(error, database);
  const bool refused =
      Occurs("authentication failed", out.message) || Occurs("Access denied", out.message);
  out.kind = refused ? ErrorKind::kAccessDenied : ErrorKind::kUnavailable;
  return out;
}

Error TargetError(const Error& error, std::span<const Source> sources, const task::Sink& sink) {
  if (error.kind == ErrorKind::kStopped) return error;
  if (SourceIn(error.message, sources) != nullptr) return StatementError(error, sources);
  return WithContext(AtConnection(error, sink.database->connection), sink.title);
}

Error StatementError(Error error, std::span<const Source> sources) {
  std::set<std::string> connections;
  for (const Source& source : sources) {
    if (source.database) connections.insert(source.database->connection.name);
  }
  if (connections.empty() || error.kind == ErrorKind::kStopped) return error;
  for (const std::string& name : connections) {
    if (Occurs("connection " + name + ": ", error.message)) return error;  // it is put already
  }
  bool is_of_database = false;
  for (const std::string_view mark : kMarks) is_of_database |= Occurs(mark, error.message);
  const Source* source = is_of_database ? SourceIn(error.message, sources) : nullptr;
  error.message = DatabaseReason(error.message);
  if (source != nullptr) {
    return WithContext(AtConnection(error, source->database->connection), source->title);
  }
  if (is_of_database && connections.size() == 1) {
    return WithContext(std::move(error), "connection " + *connections.begin());
  }
  return error;
}

}  // namespace tenon::engine
