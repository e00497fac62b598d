// Casts: what Spark makes of a value of one type as another, in SQL of the engine.

#include <string>

#include "sql/spark_value.h"
#include "text/quote.h"

namespace tenon::sql {
namespace {

std::string Quoted(std::string_view function, const std::string& argument) {
  return std::string(function) + "(" + argument + ")";
}

std::string EngineCast(std::string_view word, const std::string& sql, const Type& to) {
  return std::string(word) + "(" + sql + " AS " + DuckDbName(to) + ")";
}

std::string FromText(const SparkValue& value, const Type& to) {
  switch (to.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInt:
    case TypeKind::kBigint:
      // Digits after a point are cut off, not rounded; an exponent is no number.
      return EngineCast(
          "TRY_CAST", "regexp_extract(" + value.sql + R"(, '^\s*([+-]?[0-9]+)(\.[0-9]*)?\s*$', 1))",
          to);
    case TypeKind::kBoolean:
      return "MAP {'t': true, 'true': true, 'y': true, 'yes': true, '1': true, 'f': false, "
             "'false': false, 'n': false, 'no': false, '0': false}[lower(trim(" +
             value.sql + "))]";
    case TypeKind::kDate:
      return Quoted("tenon_spark_date", value.sql);
    case TypeKind::kTimestamp:
      return Quoted("tenon_spark_timestamp", value.sql);
    case TypeKind::kBinary:
      return Quoted("encode", value.sql);
    default:
      return EngineCast("TRY_CAST", value.sql, to);
  }
}

std::string WithNullText(const std::string& sql) { return "coalesce(" + sql + ", 'null')"; }

std::string PartAsText(std::string sql, const Type& type) {
  return WithNullText(SparkCast({.sql = std::move(sql), .type = type}, Type(TypeKind::kString)));
}

// [1, null], {1, x}, {a -> 1}.
std::string NestedToText(const SparkValue& value) {
  const Type& type = *value.type;
  if (type.kind == TypeKind::kStruct) {
    std::string parts;
    for (const Field& field : type.fields) {
      parts += parts.empty() ? "" : " || ', ' || ";
      parts +=
          PartAsText("struct_extract($1, " + TemplateText(SqlString(field.name)) + ")", field.type);
    }
    if (parts.empty()) parts = "''";
    return FillTemplate("CASE WHEN $1 IS NOT NULL THEN '{' || " + parts + " || '}' END",
                        {value.sql});
  }
  const bool is_map = type.kind == TypeKind::kMap;
  const std::string item = is_map ? PartAsText(R"("item"['key'])", type.fields[0].type) +
                                        " || ' -> ' || " +
                                        PartAsText(R"("item"['value'])", type.fields[1].type)
                                  : PartAsText("\"item\"", type.fields[0].type);
  const std::string items = is_map ? Quoted("map_entries", value.sql) : value.sql;
  return std::string(is_map ? "'{'" : "'['") + " || array_to_string(list_transform(" + items +
         ", lambda \"item\": " + item + "), ', ') || " + (is_map ? "'}'" : "']'");
}

std::string ToText(const SparkValue& value) {
  const Type text(TypeKind::kString);
  if (!value.type) return EngineCast("CAST", value.sql, text);
  switch (value.type->kind) {
    case TypeKind::kDouble:
    case TypeKind::kFloat:
      return Quoted("tenon_spark_text", value.sql);
    case TypeKind::kBinary:
      return Quoted("decode", value.sql);
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kStruct:
      return "(" + NestedToText(value) + ")";
    default:
      return EngineCast("CAST", value.sql, text);
  }
}

int Bits(const Type& type) {
  switch (type.kind) {
    case TypeKind::kTinyint:
      return 8;
    case TypeKind::kSmallint:
      return 16;
    case TypeKind::kInt:
      return 32;
    default:
      return 64;
  }
}

std::string ToIntegral(const SparkValue& value, const Type& to) {
  const Type& from = *value.type;
  if (from.kind == TypeKind::kTimestamp) {
    // Whole seconds, downwards also before 1970.
    return EngineCast("CAST", "date_diff('second', TIMESTAMP '1970-01-01', " + value.sql + ")", to);
  }
  if (from.kind == TypeKind::kDouble || from.kind == TypeKind::kFloat) {
    // Java goes to the nearest end of the type.
    const bool is_long = Bits(to) == 64;
    const std::string low = is_long ? "-9223372036854775808::DOUBLE" : "-2147483648::DOUBLE";
    const Type ends(is_long ? TypeKind::kBigint : TypeKind::kInt);
    const SparkValue whole{
        .sql = is_long ? FillTemplate("CASE WHEN $1 >= 9223372036854775807::DOUBLE THEN "
                                      "9223372036854775807 ELSE CAST(greatest(trunc($1), " +
                                          low + ") AS BIGINT) END",
                                      {value.sql})
                       : EngineCast("CAST",
                                    "least(greatest(trunc(" + value.sql + "), " + low +
                                        "), 2147483647::DOUBLE)",
                                    ends),
        .type = ends};
    return SparkCast(whole, to);
  }
  if (from.kind == TypeKind::kDecimal) {
    return EngineCast("TRY_CAST", from.scale == 0 ? value.sql : Quoted("trunc", value.sql), to);
  }
  if (IsIntegral(from) && Bits(from) > Bits(to)) {
    // The lower bits, as Java narrows.
    const std::string mask = std::to_string((1LL << Bits(to)) - 1);
    const std::string half = std::to_string(1LL << (Bits(to) - 1));
    return EngineCast(
        "CAST",
        "xor(CAST(" + value.sql + " AS BIGINT) & " + mask + ", " + half + "::BIGINT) - " + half,
        to);
  }
  return EngineCast(from.kind == TypeKind::kDate ? "TRY_CAST" : "CAST", value.sql, to);
}

}  // namespace

std::string SparkCast(const SparkValue& value, const Type& to) {
  if (value.is_null) return EngineCast("CAST", value.sql, to);
  if (IsText(to)) return value.type && IsText(*value.type) ? value.sql : ToText(value);
  if (!value.type) return EngineCast("TRY_CAST", value.sql, to);
  const Type& from = *value.type;
  if (from == to) return value.sql;
  if (IsText(from)) return FromText(value, to);
  if (IsIntegral(to)) return ToIntegral(value, to);
  if (to.kind == TypeKind::kTimestamp && IsNumber(from)) {
    return "make_timestamp(CAST(" + value.sql + " * 1000000 AS BIGINT))";
  }
  if (from.kind == TypeKind::kTimestamp && IsNumber(to)) {
    return EngineCast("CAST", Quoted("epoch", value.sql), to);
  }
  const bool cannot_fail =
      to.kind == TypeKind::kDouble || (from.kind == TypeKind::kDate) || IsNested(to);
  return EngineCast(cannot_fail && !IsNested(to) ? "CAST" : "TRY_CAST", value.sql, to);
}

SparkValue Coerced(SparkValue value, const Type& to) {
  if (value.type && (*value.type == to || (IsText(*value.type) && IsText(to)))) return value;
  value.sql = SparkCast(value, to);
  value.type = to;
  return value;
}

}  // namespace tenon::sql
