#include "graph/database_table.h"

#include <algorithm>
#include <array>

#include "text/url.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

using task::DatabaseConnection;
using task::DatabaseKind;

// What crawlers write as the classification of a table in a database.
constexpr std::array<std::string_view, 6> kClassifications = {"postgresql", "mysql",  "mariadb",
                                                              "sqlserver",  "oracle", "redshift"};

// The parts between dots that are outside of quotes; none if a part is empty or a quote open.
std::vector<std::string> PartsOf(std::string_view text) {
  std::vector<std::string> parts = {""};
  char quote = '\0';
  for (const char c : text) {
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '`') && parts.back().empty()) {
      quote = c;
    } else if (quote == '\0' && c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const bool is_whole = quote == '\0' && std::ranges::none_of(parts, &std::string::empty);
  return is_whole ? parts : std::vector<std::string>();
}

std::string FormsOf(DatabaseKind kind) {
  return kind == DatabaseKind::kMySql ? "table or database.table"
                                      : "table, schema.table or database.schema.table";
}

std::string PlaceOf(const DatabaseConnection& connection, const std::string& schema,
                    const std::string& table) {
  return (schema.empty() ? "" : schema + ".") + table + ", by connection " + connection.name;
}

}  // namespace

std::string_view TitleOf(DatabaseKind kind) {
  return kind == DatabaseKind::kMySql ? "MySQL" : "PostgreSQL";
}

Result<DatabaseTable> ReadTableName(std::string_view text, const DatabaseConnection& connection) {
  std::vector<std::string> parts = PartsOf(text);
  const bool is_mysql = connection.kind == DatabaseKind::kMySql;
  if (parts.empty() || parts.size() > (is_mysql ? 2 : 3)) {
    return InvalidInput(
        "a table of " + std::string(TitleOf(connection.kind)) + " is named " +
        FormsOf(connection.kind) +
        ", with double quotes around a part that has dots, unlike this: " + std::string(text));
  }
  if (parts.size() == 3 && parts[0] != connection.database) {
    return InvalidInput("connection " + connection.name + " leads to the database " +
                        connection.database + ", not to that of " + std::string(text) +
                        "; choose a connection that leads there");
  }
  DatabaseTable table;
  table.connection.name = connection.name;
  table.connection.kind = connection.kind;
  table.table = std::move(parts.back());
  if (parts.size() > 1) {
    table.schema = std::move(parts[parts.size() - 2]);
  } else {
    table.schema = is_mysql ? connection.database : "public";
  }
  return table;
}

Result<DatabaseConnection> FindConnection(const std::string& name,
                                          std::optional<DatabaseKind> wanted,
                                          Environment& environment) {
  if (name.empty()) {
    return InvalidInput("no connection is named; choose one of the Data Catalog");
  }
  Result<DatabaseConnection> connection = environment.Connection(name);
  if (!connection && connection.error().kind == ErrorKind::kNotFound) {
    return InvalidInput("there is no connection " + name +
                        " in the Data Catalog; create it or choose another");
  }
  if (!connection) return connection;
  if (wanted && connection->kind != *wanted) {
    return InvalidInput("connection " + name + " leads to " +
                        std::string(TitleOf(connection->kind)) + ", but this node is for " +
                        std::string(TitleOf(*wanted)) +
                        "; choose a connection that leads there, or another node");
  }
  return connection;
}

bool IsInDatabase(const json::Value& document) {
  if (ParseS3Location(document["StorageDescriptor"]["Location"].StringOr(""))) return false;
  if (!TableParameter(document, "connectionName").empty()) return true;
  const std::string classification = AsciiLower(TableParameter(document, "classification"));
  return std::ranges::find(kClassifications, classification) != kClassifications.end();
}

Result<DatabaseTable> LocateTable(const std::string& name, const json::Value& document,
                                  std::optional<DatabaseKind> wanted, Environment& environment) {
  const std::string subject = "table " + name;
  const std::string connection_name = TableParameter(document, "connectionName");
  if (connection_name.empty()) {
    return InvalidInput(subject +
                        " names no connection by which it is reached; set its parameter "
                        "connectionName to one of the Data Catalog");
  }
  Result<DatabaseConnection> connection = FindConnection(connection_name, wanted, environment);
  if (!connection) return WithContext(std::move(connection).error(), subject);
  const std::string location = document["StorageDescriptor"]["Location"].StringOr("");
  const bool is_mysql = connection->kind == DatabaseKind::kMySql;
  if (PartsOf(location).size() != (is_mysql ? 2 : 3)) {
    return InvalidInput(subject + " has no location of the form " +
                        (is_mysql ? "database.table" : "database.schema.table") +
                        ", as a table of " + std::string(TitleOf(connection->kind)) +
                        " must have; give it one in the Data Catalog" +
                        (location.empty() ? "" : ", in place of: " + location));
  }
  Result<DatabaseTable> table = ReadTableName(location, *connection);
  if (!table) return WithContext(std::move(table).error(), subject);
  return table;
}

std::string TableParameter(const json::Value& document, std::string_view name) {
  const std::string own = document["Parameters"][name].StringOr("");
  return own.empty() ? document["StorageDescriptor"]["Parameters"][name].StringOr("") : own;
}

std::string ToString(const task::DatabaseSource& source) {
  std::string text(NameOf(source.connection.kind));
  if (source.query.empty()) {
    text += ": " + PlaceOf(source.connection, source.schema, source.table);
  } else {
    text += ": a query, by connection " + source.connection.name + "\n" + source.query;
  }
  if (!source.predicate.empty()) text += "\nrows where " + source.predicate;
  if (!source.bookmark_key.empty()) {
    text += "\nonly rows of a greater " + source.bookmark_key +
            " than the last run has read, if job bookmarks are enabled";
  }
  return text;
}

std::string ToString(const task::DatabaseSink& sink) {
  std::string keys;
  for (const std::string& key : sink.keys) keys += (keys.empty() ? " by " : ", ") + key;
  return std::string(NameOf(sink.connection.kind)) + ": " + std::string(NameOf(sink.mode)) + keys +
         " to " + PlaceOf(sink.connection, sink.schema, sink.table) +
         (sink.create ? "; the table is made if it is not there" : "");
}

}  // namespace tenon::graph
