#include <string>
#include <vector>

#include "engine/database_dialect.h"
#include "engine/database_sink.h"
#include "engine/database_target.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;
using task::DatabaseSink;

constexpr DatabaseKind kKind = DatabaseKind::kPostgres;
// Of the rows that are not written straight to their table. Only this session sees it.
constexpr std::string_view kStaged = "tenon_rows";

// A sink at work.
struct Writing {
  Connection& connection;  // by which the rows are read
  RowWriter& writer;
  const task::Sink& sink;
  const std::string& attached;
  std::vector<TargetColumn> columns = {};

  const DatabaseSink& target() const { return *sink.database; }
  std::string table() const {
    return NativeTable(target().connection, target().schema, target().table);
  }
  Status Run(const std::string& sql) const {
    return writer.connection().Execute(NativeStatement(attached, kKind, sql));
  }
  Result<std::vector<Row>> Ask(const std::string& sql) const {
    return writer.connection().Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM " +
                                     NativeQuery(attached, kKind, sql));
  }
  bool IsKey(const TargetColumn& column) const {
    for (const std::string& key : target().keys) {
      if (EqualsIgnoringCase(key, column.column.name)) return true;
    }
    return false;
  }
};

std::string Name(const TargetColumn& column) { return NativeName(kKind, column.column.name); }

// The staged value as the table's column takes it.
std::string Staged(const TargetColumn& column) {
  const std::string name = "s." + Name(column);
  return TakesValues(column) ? name : "CAST(" + name + " AS " + column.column.native_type + ')';
}

// The columns' names, or what `sql` makes of each, with commas between them.
template <typename Sql>
std::string List(const std::vector<TargetColumn>& columns, const Sql& sql,
                 std::string_view between = ", ") {
  std::string out;
  for (const TargetColumn& column : columns) {
    if (!out.empty()) out += between;
    out += sql(column);
  }
  return out;
}

Status MakeTable(const Writing& writing) {
  const DatabaseSink& target = writing.target();
  ASSIGN_OR_RETURN(const bool is_there, HasTable(writing.writer.connection(), writing.attached,
                                                 target.connection, target.schema, target.table));
  if (is_there) return {};
  ASSIGN_OR_RETURN(const auto columns, RowsOf(writing.connection, writing.sink));
  RETURN_IF_ERROR(writing.Run(CreateTableSql(target, columns)));
  return writing.writer.connection().Execute("CALL pg_clear_cache()");
}

// Nobody waits for a table that is emptied row by row; to truncate it takes the right to, and that
// no other table refers to it.
Status Empty(const Writing& writing, bool may_truncate) {
  bool truncates = false;
  if (may_truncate) {
    const std::string table = NativeString(kKind, writing.table());
    ASSIGN_OR_RETURN(const auto rows,
                     writing.Ask("SELECT (has_table_privilege(" + table +
                                 ", 'TRUNCATE') AND NOT EXISTS (SELECT 1 FROM "
                                 "pg_catalog.pg_constraint WHERE contype = 'f' AND confrelid = " +
                                 table + "::regclass))::text AS may"));
    truncates = !rows.empty() && rows[0][0] == "true";
  }
  return writing.Run((truncates ? "TRUNCATE TABLE " : "DELETE FROM ") + writing.table());
}

// Writes the rows to a table that the engine knows by that name.
Result<Written> Insert(const Writing& writing, const std::string& table) {
  const auto name = [](const TargetColumn& column) { return SqlIdentifier(column.column.name); };
  const auto value = [](const TargetColumn& column) {
    return TargetValueSql(column, TakesValues(column));
  };
  Written written;
  ASSIGN_OR_RETURN(
      written.rows,
      writing.writer.Insert(
          writing.connection,
          "SELECT " + List(writing.columns, value) + " FROM " + SqlIdentifier(writing.sink.input),
          "INSERT INTO " + table + " (" + List(writing.columns, name) + ')'));
  written.plan = writing.connection.Profile();
  return written;
}

Result<Written> Stage(const Writing& writing) {
  const auto definition = [](const TargetColumn& column) {
    return Name(column) + ' ' + (TakesValues(column) ? column.column.native_type : "text");
  };
  RETURN_IF_ERROR(writing.Run("CREATE TEMPORARY TABLE " + std::string(kStaged) + " (" +
                              List(writing.columns, definition) + ") ON COMMIT DROP"));
  RETURN_IF_ERROR(writing.writer.connection().Execute("CALL pg_clear_cache()"));
  ASSIGN_OR_RETURN(
      const auto schema,
      writing.Ask("SELECT nspname::text AS name FROM pg_catalog.pg_namespace WHERE oid "
                  "= pg_my_temp_schema()"));
  if (schema.empty()) return Internal("the database has made no temporary table");
  ASSIGN_OR_RETURN(Written written, Insert(writing, SqlIdentifier(writing.attached) + '.' +
                                                        SqlIdentifier(schema[0][0].value_or("")) +
                                                        '.' + SqlIdentifier(kStaged)));
  RETURN_IF_ERROR(writing.Run("ANALYZE " + std::string(kStaged)));
  return written;
}

Status CheckStagedKeys(const Writing& writing) {
  std::vector<TargetColumn> keys;
  for (const TargetColumn& column : writing.columns) {
    if (writing.IsKey(column)) keys.push_back(column);
  }
  const std::string from = " FROM " + std::string(kStaged) + " s";
  for (const TargetColumn& key : keys) {
    ASSIGN_OR_RETURN(const auto rows, writing.Ask("SELECT 1 AS found" + from + " WHERE s." +
                                                  Name(key) + " IS NULL LIMIT 1"));
    if (!rows.empty()) return InvalidInput("a row has no value in its key " + key.name);
  }
  const auto text = [](const TargetColumn& column) {
    return "s." + Name(column) + "::text AS " + Name(column);
  };
  const auto value = [](const TargetColumn& column) { return "s." + Name(column); };
  ASSIGN_OR_RETURN(const auto rows,
                   writing.Ask("SELECT " + List(keys, text) + from + " GROUP BY " +
                               List(keys, value) + " HAVING count(*) > 1 LIMIT 1"));
  if (rows.empty()) return {};
  std::string message = "more than one row has the key ";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    message += (i == 0 ? "" : ", ") + keys[i].name + " = " + rows[0][i].value_or("");
  }
  return InvalidInput(message);
}

Status MoveStaged(const Writing& writing) {
  const auto name = [](const TargetColumn& column) { return Name(column); };
  const std::string from = " FROM " + std::string(kStaged) + " s";
  std::string insert = "INSERT INTO " + writing.table() + " (" + List(writing.columns, name) +
                       ") SELECT " + List(writing.columns, &Staged) + from;
  if (writing.target().mode == task::WriteMode::kMerge) {
    RETURN_IF_ERROR(CheckStagedKeys(writing));
    std::string set;
    std::string same;
    for (const TargetColumn& column : writing.columns) {
      std::string& out = writing.IsKey(column) ? same : set;
      if (!out.empty()) out += writing.IsKey(column) ? " AND " : ", ";
      out += (writing.IsKey(column) ? "t." : "") + Name(column) + " = " + Staged(column);
    }
    if (!set.empty()) {
      RETURN_IF_ERROR(
          writing.Run("UPDATE " + writing.table() + " t SET " + set + from + " WHERE " + same));
    }
    insert += " WHERE NOT EXISTS (SELECT 1 FROM " + writing.table() + " t WHERE " + same + ')';
  }
  RETURN_IF_ERROR(writing.Run(insert));
  return writing.Run("DROP TABLE " + std::string(kStaged));
}

}  // namespace

Result<Written> WriteToPostgres(Connection& connection, const task::Sink& sink,
                                const AttachedDatabases& databases, bool may_truncate) {
  Writing writing{.connection = connection,
                  .writer = *databases.Writer(),
                  .sink = sink,
                  .attached = databases.OfTarget()};
  const DatabaseSink& target = *sink.database;
  if (target.create) RETURN_IF_ERROR(MakeTable(writing));
  ASSIGN_OR_RETURN(writing.columns, MatchColumns(connection, sink, databases));
  if (target.mode == task::WriteMode::kOverwrite) RETURN_IF_ERROR(Empty(writing, may_truncate));
  bool is_direct = target.mode != task::WriteMode::kMerge;
  for (const TargetColumn& column : writing.columns) is_direct &= TakesValues(column);
  if (is_direct) {
    return Insert(writing,
                  AttachedTable(writing.attached, target.connection, target.schema, target.table));
  }
  ASSIGN_OR_RETURN(Written written, Stage(writing));
  RETURN_IF_ERROR(MoveStaged(writing));
  return written;
}

}  // namespace tenon::engine
