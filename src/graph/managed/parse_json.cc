// gs_parse_json ("Parse JSON Column"): JSON texts as structs, arrays or maps. As Spark's from_json,
// a text that is no JSON of the schema's shape gives NULL, and so does a value that does not fit
// its type.
//
// The schema is given, or told from the texts, as Spark tells it: whole numbers are bigint, others
// double, fields in the order of their names, and what differs from row to row is a text.

#include <algorithm>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// The names of all but the first are chosen here: Glue's documents do not tell its own.
constexpr Parameter kParameters[] = {
    {.name = "colName", .type = ParameterType::kColumn, .required = true, .title = "JSON column"},
    {.name = "schema",
     .type = ParameterType::kCode,
     .title = "Schema",
     .help = "As in: name STRING, age INT, or ARRAY<STRING>. Empty: told from the data, which must "
             "then be objects."},
    {.name = "sampleRatio",
     .type = ParameterType::kNumber,
     .title = "Ratio of samples to use to infer schema",
     .help = "From 0.1 to 1: the share of the rows that is looked at.",
     .default_value = "1"},
    {.name = "newColName",
     .title = "New column",
     .help = "The column of the parsed values; empty: the texts are replaced."}};

// "a STRING, b ARRAY<INT>" -> the fields; a comma or colon inside brackets is part of a type.
Result<Type> ParseFields(std::string_view text) {
  Type type(TypeKind::kStruct);
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    depth += c == '<' || c == '(' ? 1 : 0;
    depth -= c == '>' || c == ')' ? 1 : 0;
    if (c != ',' || (depth > 0 && i < text.size())) continue;
    const std::string_view field = Trim(text.substr(start, i - start));
    const std::size_t end = field.find_first_of(" \t\n:");
    if (end == std::string_view::npos) {
      return InvalidInput("a field of the schema must be a name and a type, as in age INT: " +
                          std::string(field));
    }
    std::string_view name = field.substr(0, end);
    if (name.size() > 2 && name.front() == '`') name = name.substr(1, name.size() - 2);
    ASSIGN_OR_RETURN(Type field_type, ParseType(Trim(field.substr(end + 1))));
    type.fields.push_back({std::string(name), std::move(field_type)});
    start = i + 1;
  }
  return type;
}

Result<Type> ParseSchema(std::string_view text) {
  const std::string lower = AsciiLower(Trim(text));
  for (const std::string_view nested : {"array<", "map<", "struct<"}) {
    if (lower.starts_with(nested)) return ParseType(text);
  }
  return ParseFields(text);
}

// The type that the engine's description of JSON means: {"a":"BIGINT","b":["VARCHAR"]}.
Type FromStructure(const json::Value& structure) {
  if (const json::Object* object = structure.AsObject()) {
    Type type(TypeKind::kStruct);
    for (const json::Member& member : object->members) {
      type.fields.push_back({member.first, FromStructure(member.second)});
    }
    std::ranges::sort(type.fields, {}, &Field::name);
    return type;
  }
  if (const json::Array* list = structure.AsArray()) {
    Type type(TypeKind::kArray);
    type.fields = {
        {"element", list->empty() ? Type(TypeKind::kString) : FromStructure(list->front())}};
    return type;
  }
  const std::string name = structure.StringOr("");
  if (name == "UBIGINT" || name == "BIGINT") return TypeKind::kBigint;
  if (name == "DOUBLE" || name == "HUGEINT" || name == "UHUGEINT") return TypeKind::kDouble;
  if (name == "BOOLEAN") return TypeKind::kBoolean;
  return TypeKind::kString;
}

OrFaults<Type> InferredType(const ManagedCall& call, const ResolvedColumn& column,
                            const std::string& name) {
  const double ratio = call.arguments.Number("sampleRatio");
  if (!(ratio > 0 && ratio <= 1)) {
    return Fail("sampleRatio",
                "the ratio must be above 0 and at most 1: " + call.arguments.Text("sampleRatio"));
  }
  std::string sql = "SELECT CAST(json_group_structure(TRY_CAST(" + column.sql +
                    " AS JSON)) AS VARCHAR) FROM " + SqlIdentifier(call.input.relation);
  if (ratio < 1) {
    sql += " TABLESAMPLE bernoulli(" + std::to_string(ratio * 100) + "%) REPEATABLE (1)";
  }
  const Result<DataRows> rows = call.environment.QueryRows(call.input.plan(), sql);
  if (!rows && rows.error().kind == ErrorKind::kUnavailable) {
    const auto declared = FindIgnoringCase(call.declared, name);
    if (!declared.empty()) return declared[0]->type;
    return std::unexpected(
        Faults{OnlyTheDataCanTell("schema", "no schema is given for " + column.name)});
  }
  if (!rows) return Fail("colName", rows.error().message);
  const bool told = !rows->empty() && !rows->front().empty() && rows->front()[0].has_value();
  const Result<json::Value> structure = json::Parse(told ? *rows->front()[0] : "null");
  if (!structure || structure->AsObject() == nullptr || structure->AsObject()->members.empty()) {
    return Fail("schema", "the texts of " + column.name +
                              " are not all JSON objects, so their schema cannot be told; give "
                              "one, as in ARRAY<STRING>");
  }
  return FromStructure(*structure);
}

BindResult Bind(const ManagedCall& call) {
  const auto column = TextArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const std::string name = ResultName(call, "newColName", *column);
  Type type;
  if (call.arguments.Has("schema")) {
    Result<Type> given = ParseSchema(call.arguments.Text("schema"));
    if (!given) return Fail("schema", std::move(given).error().message);
    type = *std::move(given);
  } else {
    OrFaults<Type> inferred = InferredType(call, *column, name);
    if (!inferred) return std::unexpected(std::move(inferred).error());
    type = *std::move(inferred);
  }
  // What is JSON and begins so has the shape: json_type would parse the text once more.
  const std::string bracket = type.kind == TypeKind::kArray ? "[" : "{";
  const std::string engine_type = json::Dump(json::Value(DuckDbName(type)));
  const std::string& text = column->sql;
  Projection out(call.input);
  out.KeepAll();
  out.Put(name, type,
          "CASE WHEN json_valid(" + text + ") AND (starts_with(" + text + ", '" + bracket +
              "') OR regexp_matches(" + text + ", '^[ \\t\\n\\r]*[" +
              (bracket == "[" ? "\\[" : "{") + "]')) THEN from_json(" + text + ", " +
              SqlString(engine_type) + ") END",
          {column->index});
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kParseJson = {
    .name = "gs_parse_json",
    .title = "Parse JSON Column",
    .documentation =
        "Parses a column of JSON texts into structs or arrays. Give the schema, as in name STRING, "
        "age INT, or leave it to be told from the data, which must then be objects. A text that "
        "does not fit is NULL.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
