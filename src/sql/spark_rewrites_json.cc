#include <cctype>

#include "sql/spark_parser.h"
#include "sql/spark_rewrites.h"
#include "text/quote.h"

namespace tenon::sql {
namespace {

const Type kText(TypeKind::kString);

std::string JsonQuoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// What json_transform takes: {"a":"INTEGER","b":["VARCHAR"]}.
std::string Structure(const Type& type) {
  if (type.kind == TypeKind::kArray) return "[" + Structure(type.fields[0].type) + "]";
  if (type.kind != TypeKind::kStruct) return JsonQuoted(DuckDbName(type));
  std::string out = "{";
  for (const Field& field : type.fields) {
    out += (out.size() == 1 ? "" : ",") + JsonQuoted(field.name) + ":" + Structure(field.type);
  }
  return out + "}";
}

// $.a['b c'][0] -> $."a"."b c"[0]; empty if it is no path that is known here.
std::string EnginePath(const std::string& path) {
  if (!path.starts_with('$')) return "";
  std::string out = "$";
  std::size_t at = 1;
  while (at < path.size()) {
    std::string name;
    if (path[at] == '.') {
      const std::size_t end = std::min(path.find_first_of(".[", at + 1), path.size());
      name = path.substr(at + 1, end - at - 1);
      at = end;
    } else if (path.compare(at, 2, "['") == 0) {
      const std::size_t end = path.find("']", at);
      if (end == std::string::npos) return "";
      name = path.substr(at + 2, end - at - 2);
      at = end + 2;
    } else if (path[at] == '[') {
      const std::size_t end = path.find(']', at);
      if (end == std::string::npos || end == at + 1) return "";
      for (std::size_t i = at + 1; i < end; ++i) {
        if (std::isdigit(static_cast<unsigned char>(path[i])) == 0) return "";
      }
      out += path.substr(at, end + 1 - at);
      at = end + 1;
      continue;
    } else {
      return "";
    }
    if (name.empty() || name == "*" || name.find_first_of("\"\\") != std::string::npos) return "";
    out += ".\"" + name + "\"";
  }
  return out;
}

}  // namespace

Result<SparkValue> RewriteGetJsonObject(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const Result<std::string> written = ConstantOf(arguments, 1, call, "the path");
  if (!written) return written.error();
  const std::string path = EnginePath(*written);
  if (path.empty()) {
    return Error{
        ErrorKind::kUnsupported,
        At(call.position) + "get_json_object takes paths such as $.a.b[0] here: " + *written,
        {}};
  }
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  out.sql = FillTemplate("CASE WHEN json_valid($1) THEN json_extract_string($1, $2) END",
                         {Coerced(arguments[0], kText).sql, SqlString(path)});
  return out;
}

// What does not fit the schema is NULL; a text that is no JSON is a struct of NULLs.
Result<SparkValue> RewriteFromJson(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string schema, ConstantOf(arguments, 1, call, "the schema"));
  const Result<Type> type = ParseSparkType(schema);
  if (!type) return WithContext(type.error(), "the schema of from_json");
  const SparkValue text = Coerced(arguments[0], kText);
  SparkValue out{.type = *type, .name = "from_json(" + text.name + ")"};
  out.origins = arguments.out.origins;
  const std::string otherwise = type->kind == TypeKind::kStruct ? "'{}'" : "NULL";
  out.sql = FillTemplate(
      "CASE WHEN $1 IS NOT NULL THEN CAST(json_transform(CASE WHEN "
      "json_valid($1) THEN $1 ELSE " +
          otherwise + " END, " + TemplateText(SqlString(Structure(*type))) + ") AS " +
          TemplateText(DuckDbName(*type)) + ") END",
      {text.sql});
  return out;
}

// Fields that are NULL are left out, as a merge patch leaves them out.
Result<SparkValue> RewriteToJson(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  if (arguments.size() > 1) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + "to_json takes no options here; format the fields before",
                 {}};
  }
  SparkValue out{.type = kText, .name = "to_json(" + arguments[0].name + ")"};
  out.origins = arguments.out.origins;
  const bool is_list = arguments[0].Is(TypeKind::kArray);
  out.sql = is_list ? "CAST(to_json(" + arguments[0].sql + ") AS VARCHAR)"
                    : FillTemplate(
                          "CASE WHEN $1 IS NOT NULL THEN CAST(json_merge_patch('{}', "
                          "to_json($1)) AS VARCHAR) END",
                          {arguments[0].sql});
  return out;
}

}  // namespace tenon::sql
