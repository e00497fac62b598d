#include "engine/athena_text.h"

#include "text/quote.h"

namespace tenon::engine {
namespace {

std::string TextAt(const std::string& expression, const Type& type, int depth);

std::string ElementText(const std::string& expression, const Type& type, int depth) {
  return "coalesce(" + TextAt(expression, type, depth) + ", 'null')";
}

std::string RowText(const std::string& expression, const Type& type, int depth) {
  std::string out = "CASE WHEN " + expression + " IS NULL THEN NULL ELSE '{'";
  for (const Field& field : type.fields) {
    const std::string value = "struct_extract(" + expression + ", " + SqlString(field.name) + ')';
    out += (&field == &type.fields.front() ? " || " : " || ', ' || ") +
           SqlString(field.name + '=') + " || " + ElementText(value, field.type, depth);
  }
  return out + " || '}' END";
}

std::string TextAt(const std::string& expression, const Type& type, int depth) {
  const std::string element = "e" + std::to_string(depth);
  switch (type.kind) {
    case TypeKind::kTimestamp:
      return "strftime(CAST(" + expression + " AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g')";
    case TypeKind::kBinary:
      return "rtrim(regexp_replace(lower(hex(" + expression + ")), '(..)', '\\1 ', 'g'))";
    case TypeKind::kArray:
      return "'[' || array_to_string(list_transform(" + expression + ", lambda " + element + ": " +
             ElementText(element, type.fields[0].type, depth + 1) + "), ', ') || ']'";
    case TypeKind::kMap:
      return "'{' || array_to_string(list_transform(map_entries(" + expression + "), lambda " +
             element + ": " +
             ElementText("struct_extract(" + element + ", 'key')", type.fields[0].type, depth + 1) +
             " || '=' || " +
             ElementText("struct_extract(" + element + ", 'value')", type.fields[1].type,
                         depth + 1) +
             "), ', ') || '}'";
    case TypeKind::kStruct:
      return RowText(expression, type, depth);
    default:
      return "CAST(" + expression + " AS VARCHAR)";
  }
}

}  // namespace

std::string AthenaText(std::string_view expression, const Type& type) {
  return TextAt(std::string(expression), type, 0);
}

}  // namespace tenon::engine
