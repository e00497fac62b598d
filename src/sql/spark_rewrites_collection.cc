#include <algorithm>

#include "sql/spark_rewrites.h"
#include "text/quote.h"

namespace tenon::sql {
namespace {

const Type kText(TypeKind::kString);
const Type kInt(TypeKind::kInt);

std::optional<Type> ElementOf(const SparkValue& value) {
  if (!value.Is(TypeKind::kArray)) return std::nullopt;
  return value.type->fields[0].type;
}

std::optional<Type> PartOf(const SparkValue& value, std::size_t part) {
  if (!value.Is(TypeKind::kMap)) return std::nullopt;
  return value.type->fields[part].type;
}

std::optional<Type> Array(const std::optional<Type>& element) {
  return element ? std::optional(ArrayOf(*element)) : std::nullopt;
}

std::optional<Type> Map(const std::optional<Type>& key, const std::optional<Type>& value) {
  return key && value ? std::optional(MapOf(*key, *value)) : std::nullopt;
}

std::string NameWith(const SparkExpression& call, std::initializer_list<std::string> arguments) {
  std::string out = call.text + "(";
  for (const std::string& argument : arguments) {
    out += (out.ends_with('(') ? "" : ", ") + argument;
  }
  return out + ")";
}

// The functions over entries of a map: transform_keys, transform_values, map_filter.
Result<SparkValue> OverMap(SparkTranslator& translator, const SparkExpression& call,
                           const SparkValue& map) {
  ASSIGN_OR_RETURN(const SparkTranslator::Lambda lambda,
                   translator.LambdaOf(call.operands[1], {PartOf(map, 0), PartOf(map, 1)}));
  const std::vector<std::string>& names = call.operands[1].names;
  if (names.size() != 2) return InvalidInput(At(call.position) + "write (k, v) -> ...");
  // An entry of the map is one value to the engine: its parts take the names of the parameters.
  const std::string body = lambda.body.sql;
  const std::string entries = "list_transform(map_entries(" + map.sql + "), lambda \"entry\": ";
  const std::string bind = "(list_transform([\"entry\"['key']], lambda " + SqlIdentifier(names[0]) +
                           ": (list_transform([\"entry\"['value']], lambda " +
                           SqlIdentifier(names[1]) + ": " + body + "))[1]))[1]";
  SparkValue out{.name = NameWith(call, {map.name, lambda.name}), .origins = map.origins};
  out.origins.Add(lambda.body.origins);
  if (call.text == "map_filter") {
    out.sql = "map_from_entries(list_filter(map_entries(" + map.sql +
              "), lambda \"entry\": " + bind + "))";
    out.type = map.type;
  } else if (call.text == "transform_values") {
    out.sql = "map_from_entries(" + entries + "{'key': \"entry\"['key'], 'value': " + bind + "}))";
    out.type = Map(PartOf(map, 0), lambda.body.type);
  } else {
    out.sql =
        "map_from_entries(" + entries + "{'key': " + bind + ", 'value': \"entry\"['value']}))";
    out.type = Map(lambda.body.type, PartOf(map, 1));
  }
  return out;
}

}  // namespace

Result<SparkValue> RewriteLambda(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(const SparkValue list, translator.Value(call.operands[0]));
  if (call.text == "map_filter" || call.text.starts_with("transform_")) {
    return OverMap(translator, call, list);
  }
  ASSIGN_OR_RETURN(const SparkTranslator::Lambda lambda,
                   translator.LambdaOf(call.operands[1], {ElementOf(list), kInt}));
  SparkValue out{.name = NameWith(call, {list.name, lambda.name}), .origins = list.origins};
  out.origins.Add(lambda.body.origins);
  std::string body = lambda.sql;
  if (call.operands[1].names.size() == 2) {
    // Places count from 0 in Spark and from 1 in the engine.
    const std::string place = SqlIdentifier(call.operands[1].names[1]);
    body = "lambda " + SqlIdentifier(call.operands[1].names[0]) + ", \"place\": (list_transform([" +
           "CAST(\"place\" - 1 AS INTEGER)], lambda " + place + ": " + lambda.body.sql + "))[1]";
  }
  const std::string transformed = "list_transform(" + list.sql + ", " + body + ")";
  if (call.text == "transform") {
    out.sql = transformed;
    out.type = Array(lambda.body.type);
  } else if (call.text == "filter") {
    out.sql = "list_filter(" + list.sql + ", " + body + ")";
    out.type = list.type;
  } else {
    // Three-valued: NULL where no element decides and one is not known. Empty lists decide.
    const bool is_exists = call.text == "exists";
    out.sql =
        FillTemplate(is_exists ? "CASE WHEN len($1) = 0 THEN false WHEN list_contains($1, "
                                 "true) THEN true WHEN list_count($1) = len($1) THEN false END"
                               : "CASE WHEN len($1) = 0 THEN true WHEN list_contains($1, "
                                 "false) THEN false WHEN list_count($1) = len($1) THEN true "
                                 "END",
                     {transformed});
    out.type = Type(TypeKind::kBoolean);
  }
  return out;
}

// aggregate(list, start, merge[, finish]): the engine's list_reduce wants one type throughout.
Result<SparkValue> RewriteAggregateFunction(SparkTranslator& translator,
                                            const SparkExpression& call) {
  ASSIGN_OR_RETURN(const SparkValue list, translator.Value(call.operands[0]));
  ASSIGN_OR_RETURN(const SparkValue start, translator.Value(call.operands[1]));
  ASSIGN_OR_RETURN(const SparkTranslator::Lambda merge,
                   translator.LambdaOf(call.operands[2], {start.type, ElementOf(list)}));
  const std::optional<Type> element = ElementOf(list);
  if (start.type && element && *start.type != *element && !CommonType(start.type, element)) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + call.text + " needs a start of the elements' type here",
                 {}};
  }
  SparkValue out{.type = start.type, .origins = list.origins};
  out.origins.Add(start.origins);
  out.origins.Add(merge.body.origins);
  const std::optional<Type> common = CommonType(start.type, element);
  const std::string elements = common ? SparkCast(list, ArrayOf(*common)) : list.sql;
  const std::string first = common ? SparkCast(start, *common) : start.sql;
  const std::string body = "lambda " + SqlIdentifier(call.operands[2].names[0]) + ", " +
                           SqlIdentifier(call.operands[2].names.back()) + ": " +
                           (common ? SparkCast(merge.body, *common) : merge.body.sql);
  out.sql = "list_reduce(" + elements + ", " + body + ", " + first + ")";
  if (out.type && common && *out.type != *common) {
    out.sql = SparkCast({.sql = out.sql, .type = common}, *out.type);
  }
  out.name = NameWith(call, {list.name, start.name, merge.name,
                             "lambdafunction(namedlambdavariable(), namedlambdavariable())"});
  if (call.operands.size() == 4) {
    ASSIGN_OR_RETURN(const SparkTranslator::Lambda finish,
                     translator.LambdaOf(call.operands[3], {out.type}));
    out.sql = "(list_transform([" + out.sql + "], " + finish.sql + "))[1]";
    out.type = finish.body.type;
    out.name = NameWith(call, {list.name, start.name, merge.name, finish.name});
  }
  return out;
}

Result<SparkValue> RewriteZipWith(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(const SparkValue a, translator.Value(call.operands[0]));
  ASSIGN_OR_RETURN(const SparkValue b, translator.Value(call.operands[1]));
  ASSIGN_OR_RETURN(const SparkTranslator::Lambda lambda,
                   translator.LambdaOf(call.operands[2], {ElementOf(a), ElementOf(b)}));
  const std::vector<std::string>& names = call.operands[2].names;
  if (names.size() != 2) return InvalidInput(At(call.position) + "write (x, y) -> ...");
  SparkValue out{.type = Array(lambda.body.type),
                 .name = NameWith(call, {a.name, b.name, lambda.name}),
                 .origins = a.origins};
  out.origins.Add(b.origins);
  out.origins.Add(lambda.body.origins);
  out.sql = "list_transform(list_zip(" + a.sql + ", " + b.sql +
            "), lambda \"pair\": (list_transform([\"pair\"[1]], lambda " + SqlIdentifier(names[0]) +
            ": (list_transform([\"pair\"[2]], lambda " + SqlIdentifier(names[1]) + ": " +
            lambda.body.sql + "))[1]))[1])";
  return out;
}

// A list of nothing has no type of its own.
Result<SparkValue> RewriteArray(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const std::optional<Type> type = CommonType(arguments.values);
  for (const SparkValue& value : arguments.values) {
    out.sql += (out.sql.empty() ? "[" : ", ") + (type ? Coerced(value, *type).sql : value.sql);
  }
  if (arguments.size() == 0) out.sql = "[";
  out.sql += "]";
  out.is_null = arguments.size() == 0;
  out.type = Array(type);
  return out;
}

Result<SparkValue> RewriteArrayInsert(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string place, ConstantOf(arguments, 1, call, "the place"));
  SparkValue out = std::move(arguments.out);
  out.type = arguments[0].type;
  if (place.starts_with('-') || place == "0" || place.size() > 6) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + "array_insert takes a place from 1 on here: " + place,
                 {}};
  }
  out.sql = FillTemplate(
      "CASE WHEN $1 IS NOT NULL THEN list_concat(list_resize($1[:$3], $3), [$2], $1[$3 + 1:]) END",
      {arguments[0].sql, arguments[2].sql, std::to_string(std::stoi(place) - 1)});
  return out;
}

Result<SparkValue> RewriteArrayJoin(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  std::string texts = arguments[0].type ? SparkCast(arguments[0], ArrayOf(kText))
                                        : "CAST(" + arguments[0].sql + " AS VARCHAR[])";
  if (arguments.size() > 2) {
    texts = "list_transform(" + texts + ", lambda \"item\": coalesce(\"item\", " +
            arguments[2].sql + "))";
  } else {
    texts = "list_filter(" + texts + ", lambda \"item\": \"item\" IS NOT NULL)";
  }
  out.sql = "array_to_string(" + texts + ", " + arguments[1].sql + ")";
  return out;
}

Result<SparkValue> RewriteArraysZip(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  Type row(TypeKind::kStruct);
  bool is_known = true;
  std::string lengths;
  std::string fields;
  std::string nulls;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool is_column = call.operands[i].kind == SparkKind::kColumn;
    const std::string name = is_column ? call.operands[i].names.back() : std::to_string(i);
    lengths += (i == 0 ? "" : ", ") + ("len(" + arguments[i].sql + ")");
    nulls += (i == 0 ? "" : " AND ") + arguments[i].sql + " IS NOT NULL";
    fields += (i == 0 ? "" : ", ") + SqlString(name) + ": " + arguments[i].sql + "[\"place\"]";
    const std::optional<Type> element = ElementOf(arguments[i]);
    is_known = is_known && element;
    if (element) row.fields.push_back({name, *element});
  }
  out.sql = "CASE WHEN " + nulls + " THEN list_transform(range(1, greatest(" + lengths +
            ") + 1), lambda \"place\": {" + fields + "}) END";
  if (is_known) out.type = ArrayOf(row);
  return out;
}

// With ANSI off the size of NULL is -1, as in Hive.
Result<SparkValue> RewriteSize(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = kInt;
  out.sql = arguments[0].sql == "NULL" ? "-1"
            : arguments[0].Is(TypeKind::kMap)
                ? "coalesce(CAST(cardinality(" + arguments[0].sql + ") AS INTEGER), -1)"
                : "coalesce(CAST(len(" + arguments[0].sql + ") AS INTEGER), -1)";
  return out;
}

Result<SparkValue> RewriteElementAt(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const SparkValue& value = arguments[0];
  const bool is_map =
      value.Is(TypeKind::kMap) || (!value.type && arguments[1].Is(TypeKind::kString));
  SparkValue out{.name = arguments.out.name, .origins = arguments.out.origins};
  if (is_map) {
    out = translator.Subscript(value, arguments[1]);
    out.name = arguments.out.name;
    out.origins = arguments.out.origins;
    return out;
  }
  out.sql = "list_extract(" + value.sql + ", " + arguments[1].sql + ")";
  out.type = ElementOf(value);
  return out;
}

Result<SparkValue> RewriteGet(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = translator.Subscript(arguments[0], arguments[1]);
  out.name = arguments.out.name;
  out.origins = arguments.out.origins;
  return out;
}

Result<SparkValue> RewriteMap(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  if (arguments.size() % 2 != 0) return InvalidInput(At(call.position) + "map takes pairs");
  SparkValue out = std::move(arguments.out);
  std::vector<SparkValue> keys;
  std::vector<SparkValue> values;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    (i % 2 == 0 ? keys : values).push_back(arguments[i]);
  }
  const std::optional<Type> key = CommonType(keys);
  const std::optional<Type> value = CommonType(values);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    out.sql += (i == 0 ? "" : ", ") + (key ? Coerced(keys[i], *key).sql : keys[i].sql) + ": " +
               (value ? Coerced(values[i], *value).sql : values[i].sql);
  }
  out.sql = "MAP {" + out.sql + "}";
  out.type = Map(key, value);
  return out;
}

Result<SparkValue> RewriteMapEntries(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.sql = "map_entries(" + arguments[0].sql + ")";
  if (arguments[0].Is(TypeKind::kMap)) {
    Type row(TypeKind::kStruct);
    row.fields = {{"key", *PartOf(arguments[0], 0)}, {"value", *PartOf(arguments[0], 1)}};
    out.type = ArrayOf(row);
  }
  return out;
}

Result<SparkValue> RewriteMapFromArrays(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.sql = "map(" + SqlList(arguments.values) + ")";
  out.type = Map(ElementOf(arguments[0]), ElementOf(arguments[1]));
  return out;
}

Result<SparkValue> RewriteMapFromEntries(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.sql = "map_from_entries(" + arguments[0].sql + ")";
  const std::optional<Type> row = ElementOf(arguments[0]);
  if (row && row->kind == TypeKind::kStruct && row->fields.size() == 2) {
    out.type = MapOf(row->fields[0].type, row->fields[1].type);
  }
  return out;
}

Result<SparkValue> RewriteStrToMap(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const std::string pairs = arguments.size() > 1 ? arguments[1].sql : "','";
  const std::string parts = arguments.size() > 2 ? arguments[2].sql : "':'";
  out.sql = "map_from_entries(list_transform(string_split(" + Coerced(arguments[0], kText).sql +
            ", " + pairs + "), lambda \"pair\": {'key': split_part(\"pair\", " + parts +
            ", 1), 'value': CASE WHEN contains(\"pair\", " + parts +
            ") THEN substring(\"pair\", "
            "CAST(instr(\"pair\", " +
            parts + ") + length(" + parts + ") AS INTEGER)) END}))";
  out.type = MapOf(kText, kText);
  return out;
}

// struct(a, b AS c, 1) and named_struct('a', 1, ...).
Result<SparkValue> RewriteStruct(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const bool has_names = call.text == "named_struct";
  Type type(TypeKind::kStruct);
  bool is_known = true;
  for (std::size_t i = has_names ? 1 : 0; i < arguments.size(); i += has_names ? 2 : 1) {
    const SparkExpression& written = call.operands[i];
    const bool names_itself = written.kind == SparkKind::kColumn ||
                              written.kind == SparkKind::kNamed ||
                              written.kind == SparkKind::kField;
    std::string name = names_itself ? written.names.back() : "col" + std::to_string(i + 1);
    if (has_names) {
      ASSIGN_OR_RETURN(name, ConstantOf(arguments, i - 1, call, "the name of a field"));
    }
    out.sql += (out.sql.empty() ? "{" : ", ") + SqlString(name) + ": " + arguments[i].sql;
    is_known = is_known && arguments[i].type;
    if (arguments[i].type) type.fields.push_back({name, *arguments[i].type});
  }
  if (out.sql.empty() || (has_names && arguments.size() % 2 != 0)) {
    return InvalidInput(At(call.position) + call.text + " takes " +
                        (has_names ? "names and values" : "at least one value"));
  }
  out.sql += "}";
  if (is_known) out.type = type;
  return out;
}

// Both ends belong to it; it goes down by itself where the end is smaller.
Result<SparkValue> RewriteSequence(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const std::optional<Type> type = CommonType(arguments[0].type, arguments[1].type);
  const bool is_time =
      type && (type->kind == TypeKind::kDate || type->kind == TypeKind::kTimestamp);
  const std::string step = arguments.size() > 2 ? TemplateText(arguments[2].sql)
                           : is_time            ? "INTERVAL 1 DAY"
                                                : "";
  const std::string list = "generate_series($1, $2, " +
                           (step.empty() ? "CASE WHEN $1 <= $2 THEN 1 ELSE -1 END" : step) + ")";
  out.sql = FillTemplate(list, {type ? Coerced(arguments[0], *type).sql : arguments[0].sql,
                                type ? Coerced(arguments[1], *type).sql : arguments[1].sql});
  if (type) {
    out.type = ArrayOf(*type);
    out.sql = "CAST(" + out.sql + " AS " + DuckDbName(*out.type) + ")";
  }
  return out;
}

}  // namespace tenon::sql
