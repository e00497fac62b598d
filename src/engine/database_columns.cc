#include "engine/database_columns.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "engine/database_dialect.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;
using task::DatabaseSource;

constexpr int kMostDigits = 38;
constexpr int kUsualScale = 18;  // of numbers whose column names no scale, as in Spark
constexpr int kLeastScale = 6;   // what is kept of a scale that is too large, as in Spark

// Of a table: the type below a domain, as people write it.
std::string NativeTypesSql(const DatabaseSource& source) {
  const DatabaseKind kind = source.connection.kind;
  if (kind == DatabaseKind::kMySql) {
    return "SELECT column_name AS name, column_type AS type FROM information_schema.columns WHERE "
           "table_schema = " +
           NativeString(kind, SchemaOf(source.connection, source.schema)) +
           " AND table_name = " + NativeString(kind, source.table);
  }
  return "SELECT a.attname::text AS name, CASE WHEN t.typtype = 'd' THEN "
         "format_type(t.typbasetype, t.typtypmod) ELSE format_type(a.atttypid, a.atttypmod) END AS "
         "type FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN "
         "pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = "
         "c.relnamespace WHERE n.nspname = " +
         NativeString(kind, SchemaOf(source.connection, source.schema)) +
         " AND c.relname = " + NativeString(kind, source.table) +
         " AND a.attnum > 0 AND NOT a.attisdropped";
}

bool IsBinaryNumber(std::string_view engine_type) { return engine_type.starts_with("DOUBLE"); }

// Of a query of PostgreSQL: one row, whatever the query yields, and nothing of it is run.
std::string QueryTypesSql(const DatabaseSource& source,
                          const std::vector<DatabaseColumn>& columns) {
  std::string sql;
  for (const DatabaseColumn& column : columns) {
    if (!IsBinaryNumber(column.engine_type)) continue;
    const std::string name = NativeName(DatabaseKind::kPostgres, column.name);
    sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") +
           NativeString(DatabaseKind::kPostgres, column.name) + " AS name, pg_typeof(q." + name +
           ")::text AS type FROM (SELECT 1) AS one LEFT JOIN " + QueryIn(source) + " AS q ON false";
  }
  return sql;
}

Status ReadNativeTypes(Connection& connection, const std::string& attached,
                       const DatabaseSource& source, std::vector<DatabaseColumn>& columns) {
  std::string sql;
  if (source.query.empty()) {
    sql = NativeTypesSql(source);
  } else if (source.connection.kind == DatabaseKind::kPostgres) {
    sql = QueryTypesSql(source, columns);
  }
  if (sql.empty()) return {};
  ASSIGN_OR_RETURN(const auto rows,
                   connection.Query("SELECT CAST(name AS VARCHAR), CAST(type AS VARCHAR) FROM " +
                                    NativeQuery(attached, source.connection.kind, sql)));
  std::map<std::string, std::string> types;
  for (const Row& row : rows) types[row[0].value_or("")] = row[1].value_or("");
  for (DatabaseColumn& column : columns) {
    const auto found = types.find(column.name);
    if (found != types.end()) column.native_type = found->second;
  }
  return {};
}

// The numbers in "numeric(50,10)"; none for "numeric".
std::vector<int> NumbersIn(std::string_view type) {
  std::vector<int> out;
  for (std::size_t at = type.find('('); at < type.size() && type[at] != ')';) {
    ++at;
    int number = 0;
    const auto [end, failure] =
        std::from_chars(type.data() + at, type.data() + type.size(), number);
    if (failure != std::errc()) break;
    out.push_back(number);
    at = static_cast<std::size_t>(end - type.data());
  }
  return out;
}

Type DecimalOf(std::string_view native_type) {
  const std::vector<int> numbers = NumbersIn(native_type);
  if (numbers.empty()) return {TypeKind::kDecimal, kMostDigits, kUsualScale};
  const int scale = numbers.size() > 1 ? std::max(numbers[1], 0) : 0;
  if (numbers[0] <= kMostDigits)
    return {TypeKind::kDecimal, numbers[0], std::min(scale, numbers[0])};
  const int left = kMostDigits - (numbers[0] - scale);
  return {TypeKind::kDecimal, kMostDigits,
          std::min(kMostDigits, std::max(left, std::min(scale, kLeastScale)))};
}

bool IsExact(std::string_view native_type) {
  return native_type.starts_with("numeric") || native_type.starts_with("decimal");
}

bool HasElements(const Type& type) { return type.kind == TypeKind::kArray; }

}  // namespace

Result<std::vector<DatabaseColumn>> ReadDatabaseColumns(Connection& connection,
                                                        const std::string& attached,
                                                        const DatabaseSource& source) {
  const bool is_query = !source.query.empty();
  const std::string from =
      is_query ? NativeQuery(attached, source.connection.kind,
                             "SELECT * FROM " + QueryIn(source) + " AS q")
               : AttachedTable(attached, source.connection, source.schema, source.table);
  const auto described = connection.Query("DESCRIBE SELECT * FROM " + from);
  if (!described) {
    const bool missing = described.error().message.find("does not exist") != std::string::npos;
    if (is_query || !missing) return described.error();
    return NotFound("there is no table " + SchemaOf(source.connection, source.schema) + '.' +
                    source.table);
  }
  std::vector<DatabaseColumn> columns;
  for (const Row& row : *described) columns.push_back({*row[0], *row[1]});
  RETURN_IF_ERROR(ReadNativeTypes(connection, attached, source, columns));
  return columns;
}

Type TypeOf(const DatabaseColumn& column) {
  const std::string native = AsciiLower(column.native_type);
  Result<Type> type = ParseDuckDbType(column.engine_type);
  if (!type) return TypeKind::kString;
  if (!IsExact(native)) return *std::move(type);
  if (!HasElements(*type)) return DecimalOf(native);
  Type array = *std::move(type);
  if (array.fields[0].type.kind == TypeKind::kDouble) array.fields[0].type = DecimalOf(native);
  return array;
}

bool IsInexact(const DatabaseColumn& column) {
  if (!IsBinaryNumber(column.engine_type)) return false;
  return column.native_type.empty() || !column.native_type.starts_with("double");
}

}  // namespace tenon::engine
