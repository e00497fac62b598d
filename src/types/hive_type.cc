// Types as Hive, Glue and Spark write them.

#include <array>
#include <utility>

#include "text/utf8.h"
#include "types/type.h"
#include "types/type_scanner.h"

namespace tenon {
namespace {

// The first name of a kind is the one that HiveName writes.
constexpr std::array<std::pair<std::string_view, TypeKind>, 28> kNames = {{
    {"boolean", TypeKind::kBoolean},
    {"bool", TypeKind::kBoolean},
    {"tinyint", TypeKind::kTinyint},
    {"byte", TypeKind::kTinyint},
    {"smallint", TypeKind::kSmallint},
    {"short", TypeKind::kSmallint},
    {"int", TypeKind::kInt},
    {"integer", TypeKind::kInt},
    {"bigint", TypeKind::kBigint},
    {"long", TypeKind::kBigint},
    {"float", TypeKind::kFloat},
    {"real", TypeKind::kFloat},
    {"double", TypeKind::kDouble},
    {"decimal", TypeKind::kDecimal},
    {"dec", TypeKind::kDecimal},
    {"numeric", TypeKind::kDecimal},
    {"string", TypeKind::kString},
    {"char", TypeKind::kChar},
    {"varchar", TypeKind::kVarchar},
    {"binary", TypeKind::kBinary},
    {"date", TypeKind::kDate},
    {"timestamp", TypeKind::kTimestamp},
    {"timestamp_ntz", TypeKind::kTimestamp},
    {"timestamp_ltz", TypeKind::kTimestamp},
    {"timestampntz", TypeKind::kTimestamp},
    {"array", TypeKind::kArray},
    {"map", TypeKind::kMap},
    {"struct", TypeKind::kStruct},
}};

constexpr int kMaxPrecision = 38;
constexpr int kMaxChar = 255;  // Hive's limits
constexpr int kMaxVarchar = 65535;

Result<Type> ParseAt(TypeScanner& scanner, int depth);

Status ParseDecimal(TypeScanner& scanner, Type& type) {
  type.precision = 10;  // a bare decimal is decimal(10,0), in Hive and Spark
  if (!scanner.Take('(')) return {};
  ASSIGN_OR_RETURN(type.precision, scanner.Number(1, kMaxPrecision));
  if (scanner.Take(',')) {
    ASSIGN_OR_RETURN(type.scale, scanner.Number(0, type.precision));
  }
  return scanner.Expect(')');
}

Status ParseLength(TypeScanner& scanner, Type& type) {
  if (!scanner.Take('(')) {
    type.kind = TypeKind::kString;  // Glue's crawlers write a bare varchar now and then
    return {};
  }
  const int most = type.kind == TypeKind::kChar ? kMaxChar : kMaxVarchar;
  ASSIGN_OR_RETURN(type.precision, scanner.Number(1, most));
  return scanner.Expect(')');
}

Result<std::string> ParseFieldName(TypeScanner& scanner) {
  if (scanner.Peek() == '`') return scanner.Quoted('`');
  std::string name = scanner.Until(":,<>");
  if (name.empty()) return scanner.Malformed("expected the name of a field");
  return name;
}

Status ParseStruct(TypeScanner& scanner, Type& type, int depth) {
  RETURN_IF_ERROR(scanner.Expect('<'));
  if (scanner.Take('>')) return {};
  do {
    ASSIGN_OR_RETURN(std::string name, ParseFieldName(scanner));
    RETURN_IF_ERROR(scanner.Expect(':'));
    ASSIGN_OR_RETURN(Type field, ParseAt(scanner, depth));
    type.fields.push_back({std::move(name), std::move(field)});
  } while (scanner.Take(','));
  return scanner.Expect('>');
}

Status ParseArray(TypeScanner& scanner, Type& type, int depth) {
  RETURN_IF_ERROR(scanner.Expect('<'));
  ASSIGN_OR_RETURN(Type element, ParseAt(scanner, depth));
  type.fields.push_back({"element", std::move(element)});
  return scanner.Expect('>');
}

Status ParseMap(TypeScanner& scanner, Type& type, int depth) {
  RETURN_IF_ERROR(scanner.Expect('<'));
  ASSIGN_OR_RETURN(Type key, ParseAt(scanner, depth));
  RETURN_IF_ERROR(scanner.Expect(','));
  ASSIGN_OR_RETURN(Type value, ParseAt(scanner, depth));
  type.fields.push_back({"key", std::move(key)});
  type.fields.push_back({"value", std::move(value)});
  return scanner.Expect('>');
}

Status ParseParameters(TypeScanner& scanner, Type& type, int depth) {
  switch (type.kind) {
    case TypeKind::kDecimal:
      return ParseDecimal(scanner, type);
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return ParseLength(scanner, type);
    case TypeKind::kArray:
      return ParseArray(scanner, type, depth + 1);
    case TypeKind::kMap:
      return ParseMap(scanner, type, depth + 1);
    case TypeKind::kStruct:
      return ParseStruct(scanner, type, depth + 1);
    default:
      return {};
  }
}

Result<Type> ParseAt(TypeScanner& scanner, int depth) {
  if (depth > TypeScanner::kMaxDepth) return scanner.Malformed("nested too deep");
  const std::string word = scanner.Word();
  if (word.empty()) return scanner.Malformed("expected the name of a type");
  for (const auto& [name, kind] : kNames) {
    if (name != word) continue;
    Type type(kind);
    RETURN_IF_ERROR(ParseParameters(scanner, type, depth));
    return type;
  }
  return scanner.Malformed("no such type: " + word);
}

std::string FieldName(const std::string& name) {
  const bool plain = !name.empty() && name.find_first_of(":,<>` \t\n") == std::string::npos;
  if (plain) return name;
  std::string out = "`";
  for (const char c : name) {
    if (c == '`') out += c;
    out += c;
  }
  return out + '`';
}

std::string_view BaseName(TypeKind kind) {
  for (const auto& [name, candidate] : kNames) {
    if (candidate == kind) return name;
  }
  return "string";
}

}  // namespace

Result<Type> ParseType(std::string_view text) {
  if (!IsUtf8(text)) return InvalidInput("the name of a type is not UTF-8");
  TypeScanner scanner(text);
  ASSIGN_OR_RETURN(Type type, ParseAt(scanner, 0));
  if (!scanner.AtEnd()) return scanner.Malformed("expected the end");
  return type;
}

std::string HiveName(const Type& type) {
  std::string out(BaseName(type.kind));
  switch (type.kind) {
    case TypeKind::kDecimal:
      return out + '(' + std::to_string(type.precision) + ',' + std::to_string(type.scale) + ')';
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return out + '(' + std::to_string(type.precision) + ')';
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kStruct:
      break;
    default:
      return out;
  }
  out += '<';
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i > 0) out += ',';
    if (type.kind == TypeKind::kStruct) out += FieldName(type.fields[i].name) + ':';
    out += HiveName(type.fields[i].type);
  }
  return out + '>';
}

}  // namespace tenon
