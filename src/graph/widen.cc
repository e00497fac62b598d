#include "graph/widen.h"

#include <algorithm>

#include "graph/cast.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

constexpr int kMostDigits = 38;

bool IsNumber(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kDecimal; }
bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}
bool IsMoment(TypeKind kind) { return kind == TypeKind::kDate || kind == TypeKind::kTimestamp; }
bool IsNested(TypeKind kind) { return kind >= TypeKind::kArray; }

// A number as the decimal that holds all its values.
Type AsDecimal(const Type& type) {
  switch (type.kind) {
    case TypeKind::kTinyint:
      return {TypeKind::kDecimal, 3};
    case TypeKind::kSmallint:
      return {TypeKind::kDecimal, 5};
    case TypeKind::kInt:
      return {TypeKind::kDecimal, 10};
    case TypeKind::kBigint:
      return {TypeKind::kDecimal, 20};
    default:
      return type;
  }
}

// Where 38 digits do not do, those behind the point give way.
Type WiderDecimal(const Type& a, const Type& b) {
  const int scale = std::max(a.scale, b.scale);
  const int digits = std::max(a.precision - a.scale, b.precision - b.scale) + scale;
  const int over = std::max(0, digits - kMostDigits);
  return {TypeKind::kDecimal, digits - over, std::max(0, scale - over)};
}

Type WiderNumber(const Type& a, const Type& b) {
  if (a.kind != TypeKind::kDecimal && b.kind != TypeKind::kDecimal) {
    return a.kind > b.kind ? a : b;  // the kinds stand in Spark's order of precedence
  }
  const auto is_binary = [](const Type& type) {
    return type.kind == TypeKind::kFloat || type.kind == TypeKind::kDouble;
  };
  if (is_binary(a) || is_binary(b)) return TypeKind::kDouble;
  return WiderDecimal(AsDecimal(a), AsDecimal(b));
}

std::optional<Type> WiderNested(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.fields.size() != b.fields.size()) return std::nullopt;
  Type out = a;
  for (std::size_t i = 0; i < a.fields.size(); ++i) {
    if (!EqualsIgnoringCase(a.fields[i].name, b.fields[i].name)) return std::nullopt;
    std::optional<Type> wider = WiderType(a.fields[i].type, b.fields[i].type);
    if (!wider) return std::nullopt;
    out.fields[i].type = *std::move(wider);
  }
  return out;
}

}  // namespace

std::optional<Type> WiderType(const Type& a, const Type& b) {
  if (a == b) return a;
  if (IsNumber(a.kind) && IsNumber(b.kind)) return WiderNumber(a, b);
  if (IsMoment(a.kind) && IsMoment(b.kind)) return Type(TypeKind::kTimestamp);
  if (IsText(a.kind) || IsText(b.kind)) {
    const TypeKind other = IsText(a.kind) ? b.kind : a.kind;
    if (other == TypeKind::kBoolean || other == TypeKind::kBinary || IsNested(other)) {
      return std::nullopt;
    }
    return Type(TypeKind::kString);
  }
  if (IsNested(a.kind)) return WiderNested(a, b);
  return std::nullopt;
}

std::string Widened(std::string_view sql, const Type& from, const Type& to) {
  if (from == to) return std::string(sql);
  const Result<std::string> cast = CastSql(sql, from, to);
  if (cast) return *cast;
  return "CAST(" + std::string(sql) + " AS " + DuckDbName(to) + ")";
}

}  // namespace tenon::graph
