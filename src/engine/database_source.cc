#include "engine/database_source.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/database_columns.h"
#include "engine/database_dialect.h"
#include "engine/database_error.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;
using task::DatabaseSource;
using task::Source;

constexpr std::string_view kWithTimeZone = "TIMESTAMP WITH TIME ZONE";

// A column as a source reads it.
struct Reading {
  DatabaseColumn column;
  std::string name;      // as the source calls it
  Type type;             // as the source has it
  bool as_text = false;  // asked for as text, as the engine would not read it as it is
};

// How a source is read.
struct Plan {
  std::vector<Reading> readings;
  std::optional<DatabaseColumn> key;  // by which a bookmark is kept
  bool is_native = false;             // by a query in the database's own dialect
};

Result<DatabaseColumn> FindColumn(const std::vector<DatabaseColumn>& columns,
                                  const std::string& name) {
  const auto exact = std::ranges::find(columns, name, &DatabaseColumn::name);
  if (exact != columns.end()) return *exact;
  const auto same = [&](const DatabaseColumn& c) { return EqualsIgnoringCase(c.name, name); };
  const auto found = std::ranges::find_if(columns, same);
  if (found == columns.end()) return InvalidInput("there is no column " + name);
  if (std::ranges::count_if(columns, same) > 1) {
    return InvalidInput("more than one column may be meant by the name " + name);
  }
  return *found;
}

bool IsBinary(const Type& type) {
  return type.kind == TypeKind::kDouble || type.kind == TypeKind::kFloat;
}

bool IsText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar;
}

// Whether the exact number that a column may hold is wanted as such.
bool WantsExact(const Reading& reading) {
  if (!IsInexact(reading.column)) return false;
  const Type& type =
      reading.type.kind == TypeKind::kArray ? reading.type.fields[0].type : reading.type;
  return !IsBinary(type);
}

// Whether the engine orders values of that type as the database does.
bool IsOrderedAlike(const DatabaseColumn& column) {
  constexpr std::array<std::string_view, 8> kAlike = {
      "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DATE", "TIMESTAMP", "DECIMAL("};
  if (column.engine_type == kWithTimeZone) return true;
  return std::ranges::any_of(kAlike, [&](std::string_view type) {
    return column.engine_type == type ||
           (type.ends_with('(') && column.engine_type.starts_with(type));
  });
}

Result<Plan> MakePlan(const Source& source, const std::vector<DatabaseColumn>& columns) {
  const DatabaseSource& database = *source.database;
  Plan plan;
  for (const DatabaseColumn& column : columns) {
    if (source.columns.empty()) plan.readings.push_back({column, column.name, TypeOf(column)});
  }
  for (const Column& declared : source.columns) {
    ASSIGN_OR_RETURN(DatabaseColumn column, FindColumn(columns, declared.name));
    plan.readings.push_back({std::move(column), declared.name, declared.type});
  }
  plan.is_native = !database.query.empty() || !database.predicate.empty();
  for (Reading& reading : plan.readings) {
    reading.as_text = WantsExact(reading);
    plan.is_native |= reading.as_text;
  }
  if (!database.bookmark_key.empty()) {
    ASSIGN_OR_RETURN(plan.key, FindColumn(columns, database.bookmark_key));
    plan.is_native |= database.bookmark.has_value() && !IsOrderedAlike(*plan.key);
  }
  // What MySQL stores as bytes may be text (JSON), of which a query does not tell; and text of a
  // table is text in a query only if it is asked for as such.
  for (Reading& reading : plan.readings) {
    if (!plan.is_native || database.connection.kind != DatabaseKind::kMySql) break;
    const std::string& type = reading.column.engine_type;
    reading.as_text |= IsText(reading.type) && (type == "BLOB" || type == "VARCHAR");
  }
  return plan;
}

// ---- In the database's own dialect

std::string NativeText(DatabaseKind kind, const std::string& name, const std::string& type) {
  if (kind == DatabaseKind::kMySql) return "CAST(" + name + " AS CHAR)";
  return name + (type.ends_with(']') ? "::text[]" : "::text");
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// The rows that are read: what follows SELECT's list.
std::string NativeFrom(const DatabaseSource& source, const std::optional<DatabaseColumn>& key) {
  const DatabaseKind kind = source.connection.kind;
  std::string sql = " FROM ";
  if (source.query.empty()) {
    sql += NativeTable(source.connection, source.schema, source.table);
  } else {
    sql += QueryIn(source) + " AS tenon_query";
  }
  std::string where;
  if (!source.predicate.empty()) where = " WHERE (" + source.predicate + "\n)";
  if (key && source.bookmark) {
    const bool is_zoned = kind == DatabaseKind::kPostgres && key->engine_type == kWithTimeZone;
    const std::string& value = *source.bookmark;
    const bool is_bare = IsNumber(value) && key->engine_type != "VARCHAR" &&
                         !key->engine_type.starts_with("TIMESTAMP");
    where += (where.empty() ? " WHERE " : " AND ") + NativeName(kind, key->name) + " > " +
             (is_bare ? value : NativeString(kind, value + (is_zoned ? "+00" : "")));
  }
  return sql + where;
}

// Columns get names by which the operators of a plan tell whose they are.
std::string NativeSelect(const DatabaseSource& source, const Plan& plan, std::size_t index) {
  const DatabaseKind kind = source.connection.kind;
  std::string list;
  for (std::size_t i = 0; i < plan.readings.size(); ++i) {
    const DatabaseColumn& column = plan.readings[i].column;
    const std::string name = NativeName(kind, column.name);
    list += list.empty() ? "SELECT " : ", ";
    list += plan.readings[i].as_text ? NativeText(kind, name, column.engine_type) : name;
    list += " AS " + NativeName(kind, OutputName(index, i));
  }
  return list + NativeFrom(source, plan.key);
}

// ---- In the engine's dialect

std::string AsOurs(const std::string& value, std::string_view engine_type) {
  return engine_type == kWithTimeZone ? "make_timestamp(epoch_us(" + value + "))" : value;
}

// Whether every value of the one type is one of the other.
bool AlwaysFits(std::string_view own, const Type& type) {
  const std::string wanted = DuckDbName(type);
  if (wanted == own || wanted == "VARCHAR") return true;
  if (own == kWithTimeZone || own == "TIMESTAMP") return wanted == "TIMESTAMP";
  constexpr std::array<std::string_view, 4> kWholes = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"};
  const auto from = std::ranges::find(kWholes, own);
  const auto to = std::ranges::find(kWholes, wanted);
  if (from != kWholes.end() && to != kWholes.end()) return from <= to;
  return own == "FLOAT" && wanted == "DOUBLE";
}

// The value of a column, out of `name`, which the engine reads as that type.
std::string ValueSql(const Source& source, const Reading& reading, const std::string& name,
                     const std::string& engine_type, bool is_native) {
  const std::string wanted = DuckDbName(reading.type);
  const bool is_text = engine_type == "VARCHAR" && wanted == "VARCHAR";
  // An expression, so that no comparison of text is left to MySQL.
  if (is_text && !is_native && source.database->connection.kind == DatabaseKind::kMySql) {
    return name + " || ''";
  }
  const std::string own = AsOurs(name, engine_type);
  if (wanted == engine_type || (wanted == "TIMESTAMP" && engine_type == kWithTimeZone)) return own;
  if (AlwaysFits(engine_type, reading.type)) return "CAST(" + own + " AS " + wanted + ')';
  const std::string cast = "TRY_CAST(" + own + " AS " + wanted + ')';
  const std::string message = source.title + ": column " + reading.name +
                              " has a value that is no " + HiveName(reading.type) + ": ";
  return "CASE WHEN " + own + " IS NOT NULL AND " + cast + " IS NULL THEN error(" +
         SqlString(message) + " || left(CAST(" + own + " AS VARCHAR), 100)) ELSE " + cast + " END";
}

// The condition that leaves out what was read before.
std::string BookmarkSql(const DatabaseSource& source, const Plan& plan) {
  if (!plan.key || !source.bookmark) return "";
  const bool is_zoned = plan.key->engine_type == kWithTimeZone;
  return " WHERE " + SqlIdentifier(plan.key->name) + " > CAST(" +
         SqlString(*source.bookmark + (is_zoned ? "+00" : "")) + " AS " + plan.key->engine_type +
         ')';
}

Result<std::string> ScanSelect(const Source& source, const Plan& plan,
                               const std::string& attached) {
  const DatabaseSource& database = *source.database;
  std::string list;
  for (const Reading& reading : plan.readings) {
    list += (list.empty() ? "SELECT " : ", ") +
            ValueSql(source, reading, SqlIdentifier(reading.column.name),
                     reading.column.engine_type, false) +
            " AS " + SqlIdentifier(reading.name);
  }
  return list + " FROM " +
         AttachedTable(attached, database.connection, database.schema, database.table) +
         BookmarkSql(database, plan);
}

Result<std::string> QuerySelect(Connection& connection, const Source& source, const Plan& plan,
                                std::size_t index, const std::string& attached) {
  const DatabaseSource& database = *source.database;
  const std::string from =
      NativeQuery(attached, database.connection.kind, NativeSelect(database, plan, index));
  ASSIGN_OR_RETURN(const auto columns, connection.Query("DESCRIBE SELECT * FROM " + from));
  std::string list;
  for (std::size_t i = 0; i < plan.readings.size() && i < columns.size(); ++i) {
    list +=
        (list.empty() ? "SELECT " : ", ") +
        ValueSql(source, plan.readings[i], SqlIdentifier(*columns[i][0]), *columns[i][1], true) +
        " AS " + SqlIdentifier(plan.readings[i].name);
  }
  return list + " FROM " + from;
}

Status CreateView(Connection& connection, const Source& source, std::size_t index,
                  const std::string& attached) {
  ASSIGN_OR_RETURN(const auto columns, ReadDatabaseColumns(connection, attached, *source.database));
  ASSIGN_OR_RETURN(const Plan plan, MakePlan(source, columns));
  if (plan.readings.empty()) return InvalidInput("the table has no column");
  ASSIGN_OR_RETURN(const std::string select,
                   plan.is_native ? QuerySelect(connection, source, plan, index, attached)
                                  : ScanSelect(source, plan, attached));
  return connection.Execute("CREATE OR REPLACE TEMP VIEW " + SqlIdentifier(source.name) + " AS " +
                            select);
}

Result<std::optional<std::string>> LargestKey(Connection& connection, const Source& source,
                                              const std::string& attached) {
  const DatabaseSource& database = *source.database;
  const DatabaseKind kind = database.connection.kind;
  ASSIGN_OR_RETURN(const auto columns, ReadDatabaseColumns(connection, attached, database));
  ASSIGN_OR_RETURN(const DatabaseColumn key, FindColumn(columns, database.bookmark_key));
  const std::string name = NativeName(kind, key.name);
  const bool as_text =
      IsInexact(key) || (kind == DatabaseKind::kMySql && key.engine_type == "VARCHAR");
  std::string sql = "SELECT " + (as_text ? NativeText(kind, name, key.engine_type) : name) +
                    " AS tenon_key" + NativeFrom(database, key);
  sql += (database.predicate.empty() && !database.bookmark ? " WHERE " : " AND ") + name +
         " IS NOT NULL ORDER BY " + name + " DESC LIMIT 1";
  const std::string value = AsOurs("tenon_key", key.engine_type);
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(" + value + " AS VARCHAR) FROM " +
                                                     NativeQuery(attached, kind, sql)));
  return rows.empty() ? std::nullopt : rows[0][0];
}

}  // namespace

Status CreateDatabaseView(Connection& connection, const Source& source, std::size_t index,
                          const std::string& attached) {
  const Status created = CreateView(connection, source, index, attached);
  return created ? created : AtConnection(created.error(), source.database->connection);
}

Result<std::optional<std::string>> ReadBookmark(Connection& connection, const Source& source,
                                                const std::string& attached) {
  auto value = LargestKey(connection, source, attached);
  if (!value) return AtConnection(value.error(), source.database->connection);
  return value;
}

}  // namespace tenon::engine
