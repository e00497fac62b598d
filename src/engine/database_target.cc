#include "engine/database_target.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/database_dialect.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;
using task::DatabaseSink;

constexpr std::string_view kWithTimeZone = "TIMESTAMP WITH TIME ZONE";

bool IsNested(std::string_view engine_type) {
  return engine_type.ends_with(']') || engine_type.starts_with("STRUCT(") ||
         engine_type.starts_with("MAP(");
}

std::string NativeType(DatabaseKind kind, const Type& type) {
  const bool is_postgres = kind == DatabaseKind::kPostgres;
  switch (type.kind) {
    case TypeKind::kBoolean:
      return "boolean";
    case TypeKind::kTinyint:
      return is_postgres ? "smallint" : "tinyint";
    case TypeKind::kSmallint:
      return "smallint";
    case TypeKind::kInt:
      return "integer";
    case TypeKind::kBigint:
      return "bigint";
    case TypeKind::kFloat:
      return is_postgres ? "real" : "float";
    case TypeKind::kDouble:
      return is_postgres ? "double precision" : "double";
    case TypeKind::kDecimal:
      return "decimal(" + std::to_string(type.precision) + ',' + std::to_string(type.scale) + ')';
    case TypeKind::kString:
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return is_postgres ? "text" : "longtext";
    case TypeKind::kBinary:
      return is_postgres ? "bytea" : "longblob";
    case TypeKind::kDate:
      return "date";
    case TypeKind::kTimestamp:
      return is_postgres ? "timestamp with time zone" : "datetime(6)";
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kStruct:
      return is_postgres ? "jsonb" : "json";
  }
  return "text";
}

// Rows that a failing transaction would leave behind are no rows to write.
Status CheckHasTransactions(Connection& connection, const task::Sink& sink,
                            const std::string& attached) {
  const DatabaseSink& target = *sink.database;
  const DatabaseKind kind = target.connection.kind;
  if (kind != DatabaseKind::kMySql) return {};
  const std::string sql =
      "SELECT t.engine AS engine FROM information_schema.tables t JOIN information_schema.engines "
      "e "
      "ON e.engine = t.engine WHERE e.transactions <> 'YES' AND t.table_schema = " +
      NativeString(kind, SchemaOf(target.connection, target.schema)) +
      " AND t.table_name = " + NativeString(kind, target.table);
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(engine AS VARCHAR) FROM " +
                                                     NativeQuery(attached, kind, sql)));
  if (rows.empty()) return {};
  return InvalidInput("the table " + target.table + " knows no transactions (its engine is " +
                      rows[0][0].value_or("") + "), so that a run that fails would leave rows");
}

Status CheckKeys(const DatabaseSink& target, const std::vector<TargetColumn>& columns) {
  if (target.mode != task::WriteMode::kMerge) return {};
  if (target.keys.empty()) return InvalidInput("rows are merged by keys, and there is none");
  for (const std::string& key : target.keys) {
    const bool found = std::ranges::any_of(columns, [&](const TargetColumn& column) {
      return EqualsIgnoringCase(column.column.name, key);
    });
    if (!found) return InvalidInput("the rows have no column " + key + ", which is a key");
  }
  return {};
}

// As text: what is nested as JSON.
std::string TextSql(const TargetColumn& column, const std::string& name) {
  const std::string& type = column.engine_type;
  if (IsNested(type)) return "CAST(to_json(" + name + ") AS VARCHAR)";
  return type == "VARCHAR" ? name : "CAST(" + name + " AS VARCHAR)";
}

std::string ErrorSql(const TargetColumn& column, const std::string& own) {
  return "error(" +
         SqlString("column " + column.name + " has a value that is no " +
                   (column.column.native_type.empty() ? column.column.engine_type
                                                      : column.column.native_type) +
                   ": ") +
         " || left(CAST(" + own + " AS VARCHAR), 100))";
}

}  // namespace

Result<std::vector<Column>> RowsOf(Connection& connection, const task::Sink& sink) {
  std::string list;
  for (const std::string& column : sink.columns) {
    list += (list.empty() ? "" : ", ") + SqlIdentifier(column);
  }
  if (list.empty()) list = "*";
  ASSIGN_OR_RETURN(const auto rows, connection.Query("DESCRIBE SELECT " + list + " FROM " +
                                                     SqlIdentifier(sink.input)));
  std::vector<Column> columns;
  for (const Row& row : rows) {
    Result<Type> type = *row[1] == "\"NULL\"" ? Type{} : ParseDuckDbType(*row[1]);
    if (!type) return WithContext(type.error(), "column " + *row[0]);
    columns.push_back({*row[0], *std::move(type)});
  }
  return columns;
}

Result<bool> HasTable(Connection& connection, const std::string& attached,
                      const task::DatabaseConnection& database, const std::string& schema,
                      const std::string& table) {
  const DatabaseKind kind = database.kind;
  // PostgreSQL's information_schema hides what one may not use.
  const std::string from = kind == DatabaseKind::kPostgres
                               ? "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = "
                                 "c.relnamespace WHERE n.nspname = "
                               : "information_schema.tables WHERE table_schema = ";
  const std::string sql = "SELECT count(*) AS found FROM " + from +
                          NativeString(kind, SchemaOf(database, schema)) + " AND " +
                          (kind == DatabaseKind::kPostgres ? "c.relname = " : "table_name = ") +
                          NativeString(kind, table);
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(found AS BIGINT) FROM " +
                                                     NativeQuery(attached, kind, sql)));
  return !rows.empty() && rows[0][0].value_or("0") != "0";
}

Result<std::vector<TargetColumn>> MatchColumns(Connection& connection, const task::Sink& sink,
                                               const AttachedDatabases& databases) {
  const DatabaseSink& target = *sink.database;
  Connection& writing = databases.Writer()->connection();
  task::DatabaseSource table;
  table.connection = target.connection;
  table.schema = target.schema;
  table.table = target.table;
  ASSIGN_OR_RETURN(const auto known, ReadDatabaseColumns(writing, databases.OfTarget(), table));
  RETURN_IF_ERROR(CheckHasTransactions(writing, sink, databases.OfTarget()));
  std::string list;
  for (const std::string& column : sink.columns) {
    list += (list.empty() ? "" : ", ") + SqlIdentifier(column);
  }
  ASSIGN_OR_RETURN(const auto rows,
                   connection.Query("DESCRIBE SELECT " + (list.empty() ? "*" : list) + " FROM " +
                                    SqlIdentifier(sink.input)));
  std::vector<TargetColumn> columns;
  for (const Row& row : rows) {
    auto found = std::ranges::find(known, *row[0], &DatabaseColumn::name);
    if (found == known.end()) {
      found = std::ranges::find_if(known, [&](const DatabaseColumn& column) {
        return EqualsIgnoringCase(column.name, *row[0]);
      });
    }
    if (found == known.end()) {
      return InvalidInput("the table " + target.table + " has no column " + *row[0]);
    }
    columns.push_back({*row[0], *row[1], *found});
  }
  RETURN_IF_ERROR(CheckKeys(target, columns));
  return columns;
}

std::string CreateTableSql(const DatabaseSink& sink, const std::vector<Column>& columns) {
  const DatabaseKind kind = sink.connection.kind;
  std::string list;
  for (const Column& column : columns) {
    list += (list.empty() ? "" : ", ") + NativeName(kind, column.name) + ' ' +
            NativeType(kind, column.type);
  }
  const bool is_mysql = kind == DatabaseKind::kMySql;
  return "CREATE TABLE " + NativeTable(sink.connection, sink.schema, sink.table) + " (" + list +
         ')' + (is_mysql ? " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4" : "");
}

bool TakesValues(const TargetColumn& column) {
  const bool is_list = column.engine_type.ends_with("[]") &&
                       column.column.engine_type.ends_with("[]") &&
                       column.column.native_type.ends_with("[]");
  if (is_list) {
    const auto element = [](const std::string& type) { return type.substr(0, type.size() - 2); };
    return TakesValues({column.name, element(column.engine_type),
                        DatabaseColumn{column.name, element(column.column.engine_type),
                                       element(column.column.native_type)}});
  }
  constexpr std::array<std::string_view, 11> kTypes = {
      "BOOLEAN", "SMALLINT", "INTEGER", "BIGINT",    "FLOAT",      "DATE",
      "UUID",    "BLOB",     "VARCHAR", "TIMESTAMP", kWithTimeZone};
  const std::string& type = column.column.engine_type;
  const std::string& native = column.column.native_type;
  if (IsNested(column.engine_type)) return false;
  if (type == "VARCHAR") return native == "text" || native.starts_with("character");
  if (type == "DOUBLE") return native == "double precision";
  if (type.starts_with("DECIMAL(")) return native.starts_with("numeric");
  return std::ranges::find(kTypes, type) != kTypes.end();
}

std::string TargetValueSql(const TargetColumn& column, bool takes_values) {
  const std::string name = SqlIdentifier(column.name);
  const std::string& own = column.engine_type;
  const std::string& wanted = column.column.engine_type;
  if (!takes_values) return TextSql(column, name);
  if (own == wanted) return name;
  if (wanted == "VARCHAR") return TextSql(column, name);
  // The zone of the session is UTC, as that of every timestamp without one.
  if (own == "TIMESTAMP" && wanted == kWithTimeZone) {
    return "make_timestamptz(epoch_us(" + name + "))";
  }
  const std::string cast = "TRY_CAST(" + name + " AS " + wanted + ')';
  return "CASE WHEN " + name + " IS NOT NULL AND " + cast + " IS NULL THEN " +
         ErrorSql(column, name) + " ELSE " + cast + " END";
}

}  // namespace tenon::engine
