// Generators: functions that make several rows or columns of a value.

#include <algorithm>
#include <array>

#include "sql/spark_translator.h"
#include "text/quote.h"

namespace tenon::sql {
namespace {

std::optional<Type> PartOf(const std::optional<Type>& type, TypeKind kind, std::size_t part) {
  if (!type || type->kind != kind) return std::nullopt;
  return type->fields[part].type;
}

// A row of NULLs where there is nothing, for the OUTER forms.
std::string Padded(const std::string& list, bool is_outer) {
  if (!is_outer) return list;
  return FillTemplate("CASE WHEN len($1) > 0 THEN $1 ELSE [NULL] END", {list});
}

std::string Unnest(const std::string& list, bool is_outer) {
  return "unnest(" + Padded(list, is_outer) + ")";
}

std::vector<SparkValue> Exploded(const SparkValue& value, bool is_map, bool has_position,
                                 bool is_outer) {
  std::vector<SparkValue> out;
  const std::string keys = "map_keys(" + value.sql + ")";
  if (has_position) {
    const std::string list = is_map ? keys : value.sql;
    out.push_back({.sql = "CAST(" + Unnest("range(len(" + list + "))", is_outer) + " AS INTEGER)",
                   .type = Type(TypeKind::kInt),
                   .name = "pos"});
  }
  if (is_map) {
    out.push_back({.sql = Unnest(keys, is_outer),
                   .type = PartOf(value.type, TypeKind::kMap, 0),
                   .name = "key"});
    out.push_back({.sql = Unnest("map_values(" + value.sql + ")", is_outer),
                   .type = PartOf(value.type, TypeKind::kMap, 1),
                   .name = "value"});
  } else {
    out.push_back({.sql = Unnest(value.sql, is_outer),
                   .type = PartOf(value.type, TypeKind::kArray, 0),
                   .name = "col"});
  }
  for (SparkValue& column : out) column.origins = value.origins;
  return out;
}

std::vector<SparkValue> Inlined(const SparkValue& value, bool is_outer) {
  const std::optional<Type> row = PartOf(value.type, TypeKind::kArray, 0);
  std::vector<SparkValue> out;
  if (!row || row->kind != TypeKind::kStruct) return out;
  for (const Field& field : row->fields) {
    out.push_back({.sql = "struct_extract(" + Unnest(value.sql, is_outer) + ", " +
                          SqlString(field.name) + ")",
                   .type = field.type,
                   .name = field.name,
                   .origins = value.origins});
  }
  return out;
}

Result<std::vector<SparkValue>> Stacked(const std::vector<SparkValue>& values,
                                        SparkPosition position) {
  const std::string& count = values.empty() ? "" : values[0].constant.value_or("");
  const bool is_count = !count.empty() && count.size() < 6 &&
                        std::ranges::all_of(
                            count, [](char c) { return c >= '0' && c <= '9'; }) &&
                        count.find_first_not_of('0') != std::string::npos;
  if (!is_count || values.size() < 2) {
    return InvalidInput(At(position) + "stack takes a constant number of rows, then values");
  }
  const std::size_t rows = std::stoul(count);
  const std::size_t width = (values.size() - 1 + rows - 1) / rows;
  std::vector<SparkValue> out;
  for (std::size_t column = 0; column < width; ++column) {
    std::vector<SparkValue> cells;
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t place = 1 + row * width + column;
      cells.push_back(place < values.size() ? values[place]
                                            : SparkValue{.sql = "NULL", .is_null = true});
    }
    SparkValue made{.type = CommonType(cells), .name = "col" + std::to_string(column)};
    for (const SparkValue& cell : cells) {
      made.sql += (made.sql.empty() ? "unnest([" : ", ") +
                  (made.type ? Coerced(cell, *made.type).sql : cell.sql);
      made.origins.Add(cell.origins);
    }
    made.sql += "])";
    out.push_back(std::move(made));
  }
  return out;
}

}  // namespace

bool SparkTranslator::IsGenerator(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {
      "explode", "explode_outer", "posexplode", "posexplode_outer",
      "inline",  "inline_outer",  "stack",      "json_tuple"};
  return std::ranges::find(kNames, name) != kNames.end();
}

Result<std::vector<SparkValue>> SparkTranslator::Generate(
    std::string_view name, const std::vector<SparkExpression>& arguments, SparkPosition position,
    bool is_outer, std::size_t aliases) {
  ASSIGN_OR_RETURN(std::vector<SparkValue> values, Values(arguments));
  if (name.ends_with("_outer")) {
    is_outer = true;
    name.remove_suffix(6);
  }
  if (name == "stack") return Stacked(values, position);
  if (name == "json_tuple") {
    std::vector<SparkValue> out;
    const std::string json = Coerced(values[0], Type(TypeKind::kString)).sql;
    for (std::size_t i = 1; i < values.size(); ++i) {
      const std::string field = values[i].constant.value_or("");
      if (field.empty() || field.find_first_of("\"\\") != std::string::npos) {
        return InvalidInput(At(position) +
                            "json_tuple takes names as constants: " + values[i].name);
      }
      out.push_back(
          {.sql = FillTemplate("CASE WHEN json_valid($1) THEN json_extract_string($1, $2) END",
                               {json, SqlString("$.\"" + field + "\"")}),
           .type = Type(TypeKind::kString),
           .name = "c" + std::to_string(i - 1),
           .origins = values[0].origins});
    }
    if (out.empty()) return InvalidInput(At(position) + "json_tuple takes a text and names");
    return out;
  }
  if (values.size() != 1) {
    return InvalidInput(At(position) + std::string(name) +
                        " takes 1 arguments: " + std::to_string(values.size()));
  }
  if (name == "inline") {
    std::vector<SparkValue> out = Inlined(values[0], is_outer);
    if (!out.empty()) return out;
    return Error{ErrorKind::kUnsupported,
                 At(position) +
                     "inline takes an array of structs whose type is known here; use "
                     "explode and name the fields",
                 {}};
  }
  const bool has_position = name == "posexplode";
  const bool is_map =
      values[0].Is(TypeKind::kMap) || (!values[0].type && aliases == (has_position ? 3U : 2U));
  return Exploded(values[0], is_map, has_position, is_outer);
}

}  // namespace tenon::sql
