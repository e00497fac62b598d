#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/database_dialect.h"
#include "engine/database_sink.h"
#include "engine/database_target.h"
#include "text/quote.h"
#include "text/utf8.h"

// MySQL's types are wider than the engine's (decimal(65,30), unsigned bigint, the year 0), and its
// temporary tables are seen by the connection alone that makes them, which is not the one by which
// the engine's extension learns of tables. So rows are written as text: the engine makes the
// literals of INSERT statements, in parallel, and the database reads them by the types of its own
// columns.
namespace tenon::engine {
namespace {

using task::DatabaseKind;
using task::DatabaseSink;

constexpr DatabaseKind kKind = DatabaseKind::kMySql;
constexpr std::string_view kStaged = "tenon_rows";   // of rows to merge, in the database
constexpr std::string_view kLines = "tenon_lines";   // of literals, in the engine
constexpr std::uint64_t kStatementSize = 512 << 10;  // about; a server takes 16 MB

struct Writing {
  Connection& connection;  // by which the rows are read
  const task::Sink& sink;
  const AttachedDatabases& databases;
  std::vector<TargetColumn> columns = {};

  const DatabaseSink& target() const { return *sink.database; }
  std::string table() const {
    return NativeTable(target().connection, target().schema, target().table);
  }
  Status Run(const std::string& sql) const {
    return databases.Writer()->connection().Execute(
        NativeStatement(databases.OfTarget(), kKind, sql));
  }
  bool IsKey(const TargetColumn& column) const {
    return std::ranges::any_of(target().keys, [&](const std::string& key) {
      return EqualsIgnoringCase(key, column.column.name);
    });
  }
};

std::string Name(const TargetColumn& column) { return NativeName(kKind, column.column.name); }

std::string Names(const std::vector<TargetColumn>& columns) {
  std::string out;
  for (const TargetColumn& column : columns) out += (out.empty() ? "" : ", ") + Name(column);
  return out;
}

// SQL of the engine that makes the literal of a column's value.
std::string LiteralSql(const TargetColumn& column) {
  const std::string name = SqlIdentifier(column.name);
  const std::string& type = column.engine_type;
  const std::string text = TargetValueSql(column, false);
  std::string literal;
  if (type == "BOOLEAN") {
    literal = "CAST(CAST(" + name + " AS TINYINT) AS VARCHAR)";
  } else if (type == "FLOAT" || type == "DOUBLE") {
    literal = "CASE WHEN isfinite(" + name + ") THEN " + text + " WHEN " + name +
              " IS NOT NULL THEN error(" +
              SqlString("column " + column.name + " has a value that MySQL cannot hold: ") +
              " || " + text + ") END";
  } else if (type == "BLOB") {
    literal = "'x''' || hex(" + name + ") || ''''";
  } else if (type.ends_with("INT") || type == "INTEGER" || type.starts_with("DECIMAL(")) {
    literal = text;
  } else {
    literal = "'''' || replace(replace(" + text + ", '\\', '\\\\'), '''', '''''') || ''''";
  }
  return "coalesce(" + literal + ", 'NULL')";
}

// The rows as "(1,'a')", with their keys beside them.
Result<Written> MakeLines(const Writing& writing) {
  std::string line;
  std::string keys;
  for (const TargetColumn& column : writing.columns) {
    line += (line.empty() ? "'(' || " : " || ',' || ") + LiteralSql(column);
    if (writing.IsKey(column)) keys += ", " + SqlIdentifier(column.name);
  }
  const std::string lines(kLines);
  RETURN_IF_ERROR(writing.connection.Execute("CREATE OR REPLACE TEMP TABLE " + lines +
                                             " AS SELECT " + line + " || ')' AS tenon_line" + keys +
                                             " FROM " + SqlIdentifier(writing.sink.input)));
  Written written;
  written.plan = writing.connection.Profile();
  ASSIGN_OR_RETURN(const auto rows, writing.connection.Query("SELECT count(*) FROM " + lines));
  written.rows = std::stoull(rows[0][0].value_or("0"));
  return written;
}

Status CheckKeys(const Writing& writing) {
  std::string keys;
  std::string text;
  for (const TargetColumn& column : writing.columns) {
    if (!writing.IsKey(column)) continue;
    const std::string name = SqlIdentifier(column.name);
    ASSIGN_OR_RETURN(const auto rows,
                     writing.connection.Query("SELECT 1 FROM " + std::string(kLines) + " WHERE " +
                                              name + " IS NULL LIMIT 1"));
    if (!rows.empty()) return InvalidInput("a row has no value in its key " + column.name);
    keys += (keys.empty() ? "" : ", ") + name;
    text += (text.empty() ? "" : " || ', ' || ") + SqlString(column.name + " = ") + " || CAST(" +
            name + " AS VARCHAR)";
  }
  ASSIGN_OR_RETURN(const auto rows,
                   writing.connection.Query("SELECT " + text + " FROM " + std::string(kLines) +
                                            " GROUP BY " + keys + " HAVING count(*) > 1 LIMIT 1"));
  if (rows.empty()) return {};
  return InvalidInput("more than one row has the key " + rows[0][0].value_or(""));
}

// Whether a type like varchar(200) takes more characters than that.
bool IsLongerThan(const std::string& type, int most) {
  const std::size_t at = type.find('(');
  const bool counts = type.starts_with("varchar") || type.starts_with("char") ||
                      type.starts_with("varbinary") || type.starts_with("binary");
  return counts && at != std::string::npos && std::atoi(type.c_str() + at + 1) > most;
}

// Sends the lines, as many at a time as make a statement of a good size.
Status SendLines(const Writing& writing, const std::string& table) {
  const std::string lines(kLines);
  // In a transaction the engine numbers new rows from a number of its own.
  ASSIGN_OR_RETURN(const auto sizes,
                   writing.connection.Query(
                       "SELECT CAST(count(*) AS BIGINT), CAST(coalesce(sum(strlen(tenon_line)), 0) "
                       "AS BIGINT), CAST(coalesce(min(rowid), 0) AS BIGINT) FROM " +
                       lines));
  const std::uint64_t count = std::stoull(sizes[0][0].value_or("0"));
  const std::uint64_t size = std::stoull(sizes[0][1].value_or("0"));
  const std::uint64_t begin = std::stoull(sizes[0][2].value_or("0"));
  if (count == 0) return {};
  const std::uint64_t batch = std::max<std::uint64_t>(1, kStatementSize / (size / count + 1));
  const std::string insert = "INSERT INTO " + table + " (" + Names(writing.columns) + ") VALUES ";
  for (std::uint64_t first = begin; first < begin + count; first += batch) {
    ASSIGN_OR_RETURN(const auto rows,
                     writing.connection.Query("SELECT string_agg(tenon_line, ',') FROM " + lines +
                                              " WHERE rowid >= " + std::to_string(first) +
                                              " AND rowid < " + std::to_string(first + batch)));
    RETURN_IF_ERROR(writing.Run(insert + rows[0][0].value_or("")));
  }
  return {};
}

// An index by which the rows of a large table find theirs, whether it has one of its own or not. Of
// long text, its beginning.
std::string IndexSql(const Writing& writing) {
  std::string keys;
  for (const TargetColumn& column : writing.columns) {
    if (!writing.IsKey(column)) continue;
    const std::string type = AsciiLower(column.column.native_type);
    const bool is_long = type.find("text") != std::string::npos ||
                         type.find("blob") != std::string::npos || IsLongerThan(type, 100);
    keys += (keys.empty() ? "" : ", ") + Name(column) + (is_long ? "(100)" : "");
  }
  return "KEY tenon_key (" + keys + ')';
}

Status Merge(const Writing& writing) {
  const std::string staged(kStaged);
  RETURN_IF_ERROR(CheckKeys(writing));
  RETURN_IF_ERROR(writing.Run("CREATE TEMPORARY TABLE " + staged + " (" + IndexSql(writing) +
                              ") ENGINE = InnoDB SELECT " + Names(writing.columns) + " FROM " +
                              writing.table() + " LIMIT 0"));
  RETURN_IF_ERROR(SendLines(writing, staged));
  std::string set;
  std::string same;
  for (const TargetColumn& column : writing.columns) {
    std::string& out = writing.IsKey(column) ? same : set;
    if (!out.empty()) out += writing.IsKey(column) ? " AND " : ", ";
    out += "t." + Name(column) + " = s." + Name(column);
  }
  const std::string join = writing.table() + " t JOIN " + staged + " s ON " + same;
  if (!set.empty()) RETURN_IF_ERROR(writing.Run("UPDATE " + join + " SET " + set));
  RETURN_IF_ERROR(writing.Run("DELETE s FROM " + join));
  RETURN_IF_ERROR(writing.Run("INSERT INTO " + writing.table() + " (" + Names(writing.columns) +
                              ") SELECT " + Names(writing.columns) + " FROM " + staged));
  return writing.Run("DROP TEMPORARY TABLE " + staged);
}

}  // namespace

Status MakeTableOfMySql(Connection& connection, const task::Sink& sink,
                        const AttachedDatabases& databases) {
  const DatabaseSink& target = *sink.database;
  const std::string& attached = databases.OfTarget();
  Connection& writing = databases.Writer()->connection();
  ASSIGN_OR_RETURN(const bool is_there,
                   HasTable(writing, attached, target.connection, target.schema, target.table));
  if (is_there) return {};
  ASSIGN_OR_RETURN(const auto columns, RowsOf(connection, sink));
  RETURN_IF_ERROR(
      writing.Execute(NativeStatement(attached, kKind, CreateTableSql(target, columns))));
  return writing.Execute("CALL mysql_clear_cache()");
}

Result<Written> WriteToMySql(Connection& connection, const task::Sink& sink,
                             const AttachedDatabases& databases) {
  Writing writing{.connection = connection, .sink = sink, .databases = databases};
  ASSIGN_OR_RETURN(writing.columns, MatchColumns(connection, sink, databases));
  // What does not fit fails, and '\' escapes in literals.
  RETURN_IF_ERROR(writing.Run(
      "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', "
      "''), ''), 'STRICT_ALL_TABLES')"));
  ASSIGN_OR_RETURN(Written written, MakeLines(writing));
  if (writing.target().mode == task::WriteMode::kMerge) {
    RETURN_IF_ERROR(Merge(writing));
  } else {
    if (writing.target().mode == task::WriteMode::kOverwrite) {
      RETURN_IF_ERROR(writing.Run("DELETE FROM " + writing.table()));
    }
    RETURN_IF_ERROR(SendLines(writing, writing.table()));
  }
  RETURN_IF_ERROR(connection.Execute("DROP TABLE " + std::string(kLines)));
  return written;
}

Result<Written> WriteDatabaseSink(Connection& connection, const task::Sink& sink,
                                  const AttachedDatabases& databases, bool may_truncate) {
  if (sink.database->connection.kind == kKind) return WriteToMySql(connection, sink, databases);
  return WriteToPostgres(connection, sink, databases, may_truncate);
}

}  // namespace tenon::engine
