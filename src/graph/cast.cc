#include "graph/cast.h"

#include <fmt/format.h>

namespace tenon::graph {
namespace {

bool IsWhole(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kBigint; }

bool IsFraction(TypeKind kind) { return kind >= TypeKind::kFloat && kind <= TypeKind::kDecimal; }

bool IsNumber(TypeKind kind) { return IsWhole(kind) || IsFraction(kind); }

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}

bool IsNested(TypeKind kind) { return kind >= TypeKind::kArray; }

std::string TryCast(std::string_view expression, const Type& to) {
  return fmt::format("TRY_CAST({} AS {})", expression, DuckDbName(to));
}

std::string FromText(std::string_view text, const Type& to) {
  if (IsWhole(to.kind)) {
    // The digits before a decimal point; the empty text of no match becomes NULL.
    return TryCast(fmt::format(R"(regexp_extract({}, '^[\x00-\x20]*([+-]?[0-9]+)(?:[.][0-9]*)?)"
                               R"([\x00-\x20]*$', 1))",
                               text),
                   to);
  }
  switch (to.kind) {
    case TypeKind::kBoolean:
      return fmt::format(
          "CASE WHEN lower(trim({0})) IN ('t', 'true', 'y', 'yes', '1') THEN true "
          "WHEN lower(trim({0})) IN ('f', 'false', 'n', 'no', '0') THEN false END",
          text);
    case TypeKind::kTimestamp:
      // A direct cast to TIMESTAMP would pass over the offset. The session's zone is UTC.
      // It asks ICU for each value, so it is left to texts in uncommon forms.
      return fmt::format(
          "coalesce(tenon_plain_timestamp({0}), "
          "CAST(TRY_CAST(trim({0}) AS TIMESTAMPTZ) AS TIMESTAMP))",
          text);
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return fmt::format("left({}, {})", text, to.precision);
    case TypeKind::kString:
      return std::string(text);
    case TypeKind::kBinary:
      return fmt::format("encode({})", text);
    default:
      return TryCast(fmt::format("trim({})", text), to);
  }
}

Result<std::string> ToText(std::string_view expression, const Type& from, const Type& to) {
  if (IsNested(from.kind)) return Unsupported("no cast");
  std::string text = from.kind == TypeKind::kBinary
                         ? fmt::format("TRY(decode({}))", expression)
                         : fmt::format("CAST({} AS VARCHAR)", expression);
  return to.kind == TypeKind::kString ? text : FromText(text, to);
}

Result<std::string> Cast(std::string_view expression, const Type& from, const Type& to) {
  const TypeKind a = from.kind;
  const TypeKind b = to.kind;
  if (from == to) return std::string(expression);
  if (IsText(a) && !IsNested(b)) return FromText(expression, to);
  if (IsText(b)) return ToText(expression, from, to);
  if (IsFraction(a) && IsWhole(b)) return TryCast(fmt::format("trunc({})", expression), to);
  const bool from_number = IsNumber(a) || a == TypeKind::kBoolean;
  if (from_number && (IsNumber(b) || b == TypeKind::kBoolean)) return TryCast(expression, to);
  if (a == TypeKind::kTimestamp && b == TypeKind::kDate) return TryCast(expression, to);
  if (a == TypeKind::kDate && b == TypeKind::kTimestamp) return TryCast(expression, to);
  if (a == TypeKind::kTimestamp && IsWhole(b)) {
    return TryCast(fmt::format("floor(epoch({}))", expression), to);
  }
  if (a == TypeKind::kTimestamp && IsFraction(b)) {
    return TryCast(fmt::format("epoch({})", expression), to);
  }
  if (IsNumber(a) && b == TypeKind::kTimestamp) {
    return fmt::format("TRY(make_timestamp(CAST({} * 1000000 AS BIGINT)))", expression);
  }
  return Unsupported("no cast");
}

}  // namespace

Result<std::string> CastSql(std::string_view expression, const Type& from, const Type& to) {
  Result<std::string> sql = Cast(expression, from, to);
  if (!sql) {
    return Unsupported(
        fmt::format("a value of type {} cannot be cast to {}", HiveName(from), HiveName(to)));
  }
  return sql;
}

}  // namespace tenon::graph
