#include "types/type.h"

#include <algorithm>

namespace tenon {
namespace {

bool IsNumber(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kDecimal; }

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}

bool IsMoment(TypeKind kind) { return kind == TypeKind::kDate || kind == TypeKind::kTimestamp; }

}  // namespace

Type::Type(TypeKind type_kind, int type_precision, int type_scale)
    : kind(type_kind), precision(type_precision), scale(type_scale) {}

bool Type::operator==(const Type&) const = default;

bool AreComparable(const Type& a, const Type& b) {
  if (IsNumber(a.kind) && IsNumber(b.kind)) return true;
  if (IsText(a.kind) && IsText(b.kind)) return true;
  if (IsMoment(a.kind) && IsMoment(b.kind)) return true;
  if (a.kind != b.kind || a.kind == TypeKind::kMap) return false;
  return std::ranges::equal(a.fields, b.fields, [](const Field& left, const Field& right) {
    return AreComparable(left.type, right.type);
  });
}

}  // namespace tenon
