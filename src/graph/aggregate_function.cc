#include "graph/aggregate_function.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graph/cast.h"

namespace tenon::graph {
namespace {

constexpr int kMostDigits = 38;

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}
bool IsWhole(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kBigint; }
bool IsBinary(TypeKind kind) { return kind == TypeKind::kFloat || kind == TypeKind::kDouble; }

Type Decimal(int precision, int scale) {
  return {TypeKind::kDecimal, std::min(precision, kMostDigits), std::min(scale, kMostDigits)};
}

SqlValue Sum(const SqlValue& number, std::string_view distinct) {
  const std::string sum = fmt::format("sum({}{})", distinct, number.sql);
  if (IsBinary(number.type.kind)) return {sum, TypeKind::kDouble};
  if (IsWhole(number.type.kind)) return {"tenon_spark_long(" + sum + ")", TypeKind::kBigint};
  const Type type = Decimal(number.type.precision + 10, number.type.scale);
  return {fmt::format("TRY_CAST({} AS {})", sum, DuckDbName(type)), type};
}

// The engine's own average of decimals is a double. So the digits of the sum are divided as a whole
// number, half up, and the point is put back. NULL if the answer has no room.
SqlValue AverageOfDecimals(const SqlValue& number) {
  const Type type = Decimal(number.type.precision + 4, number.type.scale + 4);
  const auto more = static_cast<std::size_t>(type.scale - number.type.scale);
  const std::string tens(more, '0');
  const std::string most(kMostDigits - more, '9');
  const std::string digits =
      fmt::format("CAST(replace(CAST(sum({}) AS VARCHAR), '.', '') AS HUGEINT)", number.sql);
  const std::string count = fmt::format("nullif(count({}), 0)", number.sql);
  const std::string quotient = fmt::format(
      "sign({0}) * (abs({0}) // {1} * 1{2} + (abs({0}) % {1} * 2{2} + {1}) // (2 * {1}))", digits,
      count, tens);
  return {fmt::format("CASE WHEN abs({}) // {} < {} THEN CAST(CAST({} AS DECIMAL(38,0)) * "
                      "CAST('1e-{}' AS DECIMAL({},{})) AS {}) END",
                      digits, count, most, quotient, type.scale,
                      std::min(type.scale + 1, kMostDigits), type.scale, DuckDbName(type)),
          type};
}

// A function of the engine that fails where a value is not finite; Spark gives NaN.
std::string OfFinite(std::string_view function, const SqlValue& number) {
  if (!IsBinary(number.type.kind)) return fmt::format("{}({})", function, number.sql);
  return fmt::format(
      "CASE WHEN bool_and(isfinite({0})) THEN {1}({0}) FILTER (isfinite({0})) "
      "WHEN count({0}) > 0 THEN CAST('nan' AS DOUBLE) END",
      number.sql, function);
}

// The engine's skewness is that of a sample; the factor makes it the population's. Its NaN for
// values that are all the same, and the noise for nearly so, are not Spark's NULL.
SqlValue Skewness(const SqlValue& number) {
  const std::string n = fmt::format("CAST(count({}) AS DOUBLE)", number.sql);
  return {fmt::format("CASE WHEN min({0}) = max({0}) THEN NULL WHEN count({0}) = 2 AND "
                      "isfinite(CAST(sum({0}) AS DOUBLE)) THEN 0.0 ELSE ({1}) * ({2} - 2) / "
                      "sqrt({2} * ({2} - 1)) END",
                      number.sql, OfFinite("skewness", number), n),
          TypeKind::kDouble};
}

SqlValue Kurtosis(const SqlValue& number) {
  return {fmt::format("CASE WHEN min({0}) < max({0}) THEN {1} END", number.sql,
                      OfFinite("kurtosis_pop", number)),
          TypeKind::kDouble};
}

using Make = SqlValue (*)(std::string_view function, const SqlValue& column);
struct Function {
  std::string_view name;
  bool needs_number;
  Make make;
};

constexpr Make kAsColumn = [](std::string_view function, const SqlValue& column) {
  return SqlValue{fmt::format("{}({})", function, column.sql), column.type};
};
constexpr Make kOfFinite = [](std::string_view function, const SqlValue& column) {
  return SqlValue{OfFinite(function, column), TypeKind::kDouble};
};

constexpr std::array<Function, 15> kFunctions = {{
    {"avg", true,
     [](std::string_view, const SqlValue& column) {
       if (column.type.kind == TypeKind::kDecimal) return AverageOfDecimals(column);
       return SqlValue{"avg(" + column.sql + ")", TypeKind::kDouble};
     }},
    {"countDistinct", false,
     [](std::string_view, const SqlValue& column) {
       return SqlValue{"count(DISTINCT " + column.sql + ")", TypeKind::kBigint};
     }},
    {"count", false,
     [](std::string_view, const SqlValue& column) {
       return SqlValue{"count(" + column.sql + ")", TypeKind::kBigint};
     }},
    {"first", false, kAsColumn},
    {"last", false, kAsColumn},
    {"kurtosis", true, [](std::string_view, const SqlValue& column) { return Kurtosis(column); }},
    {"max", false, kAsColumn},
    {"min", false, kAsColumn},
    {"skewness", true, [](std::string_view, const SqlValue& column) { return Skewness(column); }},
    {"stddev_samp", true, kOfFinite},
    {"stddev_pop", true, kOfFinite},
    {"sum", true, [](std::string_view, const SqlValue& column) { return Sum(column, ""); }},
    {"sumDistinct", true,
     [](std::string_view, const SqlValue& column) { return Sum(column, "DISTINCT "); }},
    {"var_samp", true, kOfFinite},
    {"var_pop", true, kOfFinite},
}};

const Function* FindFunction(std::string_view name) {
  const auto* found = std::ranges::find(kFunctions, name, &Function::name);
  return found == kFunctions.end() ? nullptr : found;
}

}  // namespace

bool IsAggregateFunction(std::string_view name) { return FindFunction(name) != nullptr; }

Result<SqlValue> AggregateSql(std::string_view function, const SqlValue& column) {
  const Function& found = *FindFunction(function);
  SqlValue argument = column;
  if (found.needs_number && IsText(column.type.kind)) {
    argument.type = TypeKind::kDouble;
    ASSIGN_OR_RETURN(argument.sql, CastSql(column.sql, column.type, argument.type));
  }
  const TypeKind kind = argument.type.kind;
  if (found.needs_number && (kind < TypeKind::kTinyint || kind > TypeKind::kDecimal)) {
    return InvalidInput(std::string(function) + " needs numbers");
  }
  if (kind == TypeKind::kMap && (function == "min" || function == "max")) {
    return InvalidInput(std::string(function) + " needs values that have an order");
  }
  return found.make(function, argument);
}

std::string AggregateName(std::string_view function, std::string_view column) {
  if (function == "countDistinct") return fmt::format("count(DISTINCT {})", column);
  if (function == "sumDistinct") return fmt::format("sum(DISTINCT {})", column);
  return fmt::format("{}({})", function, column);
}

}  // namespace tenon::graph
