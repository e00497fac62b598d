// Types as Athena's result metadata names them.

#include "types/type.h"

namespace tenon {
namespace {

std::string FieldList(const Type& type) {
  std::string out = "(";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i > 0) out += ", ";
    if (type.kind == TypeKind::kStruct) out += type.fields[i].name + ' ';
    out += AthenaName(type.fields[i].type);
  }
  return out + ')';
}

}  // namespace

std::string AthenaName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return "integer";
    case TypeKind::kString:
      return "varchar";
    case TypeKind::kBinary:
      return "varbinary";
    case TypeKind::kArray:
      return "array" + FieldList(type);
    case TypeKind::kMap:
      return "map" + FieldList(type);
    case TypeKind::kStruct:
      return "row" + FieldList(type);
    default:
      return HiveName(type);  // the same in both
  }
}

}  // namespace tenon
