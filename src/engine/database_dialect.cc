#include "engine/database_dialect.h"

#include "text/quote.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;

// The text between two of `quote`, with that character and, in MySQL's strings, '\' doubled.
std::string Quoted(std::string_view text, char quote, bool escapes) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || (escapes && c == '\\')) out += c;
    out += c;
  }
  return out + quote;
}

std::string_view FunctionPrefix(DatabaseKind kind) {
  return kind == DatabaseKind::kPostgres ? "postgres" : "mysql";
}

}  // namespace

std::string NativeName(DatabaseKind kind, std::string_view name) {
  return Quoted(name, kind == DatabaseKind::kPostgres ? '"' : '`', false);
}

std::string NativeString(DatabaseKind kind, std::string_view text) {
  return Quoted(text, '\'', kind == DatabaseKind::kMySql);
}

std::string SchemaOf(const task::DatabaseConnection& connection, std::string_view schema) {
  if (!schema.empty()) return std::string(schema);
  return connection.kind == DatabaseKind::kPostgres ? "public" : connection.database;
}

std::string NativeTable(const task::DatabaseConnection& connection, std::string_view schema,
                        std::string_view table) {
  return NativeName(connection.kind, SchemaOf(connection, schema)) + '.' +
         NativeName(connection.kind, table);
}

std::string QueryIn(const task::DatabaseSource& source) {
  const std::size_t last = source.query.find_last_not_of("; \t\r\n");
  // The line may end in a comment.
  return '(' + source.query.substr(0, last == std::string::npos ? 0 : last + 1) + "\n)";
}

std::string AttachedTable(std::string_view attached, const task::DatabaseConnection& connection,
                          std::string_view schema, std::string_view table) {
  return SqlIdentifier(attached) + '.' + SqlIdentifier(SchemaOf(connection, schema)) + '.' +
         SqlIdentifier(table);
}

std::string NativeQuery(std::string_view attached, DatabaseKind kind, std::string_view sql) {
  return std::string(FunctionPrefix(kind)) + "_query(" + SqlString(attached) + ", " +
         SqlString(sql) + ')';
}

std::string NativeStatement(std::string_view attached, DatabaseKind kind, std::string_view sql) {
  return "CALL " + std::string(FunctionPrefix(kind)) + "_execute(" + SqlString(attached) + ", " +
         SqlString(sql) + ')';
}

}  // namespace tenon::engine
