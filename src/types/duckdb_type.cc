// Types as DuckDB writes them.

#include <array>
#include <utility>

#include "text/quote.h"
#include "text/utf8.h"
#include "types/type.h"
#include "types/type_scanner.h"

namespace tenon {
namespace {

struct Counterpart {
  std::string_view name;
  TypeKind kind;
  int precision = 0;
};

// What Spark makes of these types when it reads them from Parquet.
constexpr std::array<Counterpart, 26> kCounterparts = {{
    {"boolean", TypeKind::kBoolean},
    {"tinyint", TypeKind::kTinyint},
    {"smallint", TypeKind::kSmallint},
    {"integer", TypeKind::kInt},
    {"bigint", TypeKind::kBigint},
    {"hugeint", TypeKind::kDecimal, 38},
    {"utinyint", TypeKind::kSmallint},
    {"usmallint", TypeKind::kInt},
    {"uinteger", TypeKind::kBigint},
    {"ubigint", TypeKind::kDecimal, 20},
    {"uhugeint", TypeKind::kDecimal, 38},
    {"float", TypeKind::kFloat},
    {"double", TypeKind::kDouble},
    {"decimal", TypeKind::kDecimal},
    {"varchar", TypeKind::kString},
    {"json", TypeKind::kString},
    {"uuid", TypeKind::kString},
    {"enum", TypeKind::kString},
    {"blob", TypeKind::kBinary},
    {"date", TypeKind::kDate},
    {"timestamp", TypeKind::kTimestamp},
    {"timestamp_s", TypeKind::kTimestamp},
    {"timestamp_ms", TypeKind::kTimestamp},
    {"timestamp_ns", TypeKind::kTimestamp},
    {"map", TypeKind::kMap},
    {"struct", TypeKind::kStruct},
}};

Result<Type> ParseAt(TypeScanner& scanner, int depth);

Status ParseDecimal(TypeScanner& scanner, Type& type) {
  RETURN_IF_ERROR(scanner.Expect('('));
  ASSIGN_OR_RETURN(type.precision, scanner.Number(1, 38));
  RETURN_IF_ERROR(scanner.Expect(','));
  ASSIGN_OR_RETURN(type.scale, scanner.Number(0, type.precision));
  return scanner.Expect(')');
}

Status SkipEnumValues(TypeScanner& scanner) {
  RETURN_IF_ERROR(scanner.Expect('('));
  do {
    RETURN_IF_ERROR(scanner.Quoted('\''));
  } while (scanner.Take(','));
  return scanner.Expect(')');
}

// The fields of row(1, 2) have no names in DuckDB; Spark calls them col1, col2.
Result<Field> ParseField(TypeScanner& scanner, std::size_t position, int depth) {
  Field field;
  field.name = "col" + std::to_string(position);
  if (scanner.Peek() == '"') {
    ASSIGN_OR_RETURN(field.name, scanner.Quoted('"'));
  } else {
    TypeScanner ahead = scanner;
    std::string name = ahead.Until(" (),[");
    if (ahead.Peek() != ',' && ahead.Peek() != ')' && ahead.Peek() != '(' && ahead.Peek() != '[') {
      field.name = std::move(name);
      scanner = ahead;
    }
  }
  ASSIGN_OR_RETURN(field.type, ParseAt(scanner, depth));
  return field;
}

Status ParseStruct(TypeScanner& scanner, Type& type, int depth) {
  RETURN_IF_ERROR(scanner.Expect('('));
  do {
    ASSIGN_OR_RETURN(Field field, ParseField(scanner, type.fields.size() + 1, depth));
    type.fields.push_back(std::move(field));
  } while (scanner.Take(','));
  return scanner.Expect(')');
}

Status ParseMap(TypeScanner& scanner, Type& type, int depth) {
  RETURN_IF_ERROR(scanner.Expect('('));
  ASSIGN_OR_RETURN(Type key, ParseAt(scanner, depth));
  RETURN_IF_ERROR(scanner.Expect(','));
  ASSIGN_OR_RETURN(Type value, ParseAt(scanner, depth));
  type.fields.push_back({"key", std::move(key)});
  type.fields.push_back({"value", std::move(value)});
  return scanner.Expect(')');
}

Result<Type> ParseBase(TypeScanner& scanner, int depth) {
  const std::string word = scanner.Word();
  for (const Counterpart& counterpart : kCounterparts) {
    if (counterpart.name != word) continue;
    Type type(counterpart.kind, counterpart.precision);
    if (word == "decimal") RETURN_IF_ERROR(ParseDecimal(scanner, type));
    if (word == "enum") RETURN_IF_ERROR(SkipEnumValues(scanner));
    if (word == "map") RETURN_IF_ERROR(ParseMap(scanner, type, depth + 1));
    if (word == "struct") RETURN_IF_ERROR(ParseStruct(scanner, type, depth + 1));
    if (word == "timestamp" && scanner.Peek() == 'W') {
      for (const std::string_view expected : {"with", "time", "zone"}) {
        if (scanner.Word() != expected) return scanner.Malformed("expected WITH TIME ZONE");
      }
    }
    return type;
  }
  return Unsupported("no type of Glue holds DuckDB's type: " + word);
}

Result<Type> ParseAt(TypeScanner& scanner, int depth) {
  if (depth > TypeScanner::kMaxDepth) return scanner.Malformed("nested too deep");
  ASSIGN_OR_RETURN(Type type, ParseBase(scanner, depth));
  while (scanner.Take('[')) {
    if (++depth > TypeScanner::kMaxDepth) return scanner.Malformed("nested too deep");
    if (scanner.Peek() != ']') {
      RETURN_IF_ERROR(scanner.Number(0, 100'000));  // a fixed length: an array all the same
    }
    RETURN_IF_ERROR(scanner.Expect(']'));
    Type array(TypeKind::kArray);
    array.fields.push_back({"element", std::move(type)});
    type = std::move(array);
  }
  return type;
}

std::string StructName(const Type& type) {
  std::string out = "STRUCT(";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i > 0) out += ", ";
    out += SqlIdentifier(type.fields[i].name) + ' ' + DuckDbName(type.fields[i].type);
  }
  return out + ')';
}

}  // namespace

Result<Type> ParseDuckDbType(std::string_view text) {
  if (!IsUtf8(text)) return InvalidInput("the name of a type is not UTF-8");
  TypeScanner scanner(text);
  ASSIGN_OR_RETURN(Type type, ParseAt(scanner, 0));
  if (!scanner.AtEnd()) return scanner.Malformed("expected the end");
  return type;
}

std::string DuckDbName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean:
      return "BOOLEAN";
    case TypeKind::kTinyint:
      return "TINYINT";
    case TypeKind::kSmallint:
      return "SMALLINT";
    case TypeKind::kInt:
      return "INTEGER";
    case TypeKind::kBigint:
      return "BIGINT";
    case TypeKind::kFloat:
      return "FLOAT";
    case TypeKind::kDouble:
      return "DOUBLE";
    case TypeKind::kDecimal:
      return "DECIMAL(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
    case TypeKind::kString:
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return "VARCHAR";
    case TypeKind::kBinary:
      return "BLOB";
    case TypeKind::kDate:
      return "DATE";
    case TypeKind::kTimestamp:
      return "TIMESTAMP";
    case TypeKind::kArray:
      return DuckDbName(type.fields[0].type) + "[]";
    case TypeKind::kMap:
      return "MAP(" + DuckDbName(type.fields[0].type) + ", " + DuckDbName(type.fields[1].type) +
             ")";
    case TypeKind::kStruct:
      return StructName(type);
  }
  return "VARCHAR";
}

}  // namespace tenon
