// Operations that put columns together into an array, a map or a struct, and take such apart.
//
// DataBrew's documents leave two things open. What a struct or a map is taken apart into is named
// "<prefix>.<field>", the prefix being targetColumn or else the column's own name, as
// UNNEST_STRUCT_N is documented. A row whose array or map is NULL or empty stays, with NULL, as no
// row is said to go.

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/cast.h"
#include "graph/managed/managed_transform.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "graph/widen.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// The rows without these columns, if the flag says so.
Projection WithoutSources(const RecipeCall& call, const std::vector<ResolvedColumn>& columns,
                          std::string_view flag) {
  const bool removes = RecipeFlag(call, flag);
  Projection out(call.input);
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    const bool is_source = std::ranges::find(columns, i, &ResolvedColumn::index) != columns.end();
    if (!removes || !is_source) out.Keep(i);
  }
  return out;
}

std::vector<std::size_t> IndicesOf(const std::vector<ResolvedColumn>& columns) {
  std::vector<std::size_t> out;
  for (const ResolvedColumn& column : columns) out.push_back(column.index);
  return out;
}

// The columns' values with one type: the wider one, or text where there is none.
struct Alike {
  Type type;
  std::vector<std::string> values;
};

Result<Alike> MakeAlike(const std::vector<ResolvedColumn>& columns) {
  std::optional<Type> type = columns.front().type;
  for (const ResolvedColumn& column : columns) {
    if (type) type = WiderType(*type, column.type);
  }
  Alike out{type.value_or(Type(TypeKind::kString)), {}};
  for (const ResolvedColumn& column : columns) {
    if (type) {
      out.values.push_back(Widened(column.sql, column.type, *type));
      continue;
    }
    ASSIGN_OR_RETURN(std::string text, RecipeColumnAsText(column));
    out.values.push_back(std::move(text));
  }
  return out;
}

Result<Bound> AddNested(const RecipeCall& call, const std::vector<ResolvedColumn>& columns,
                        const Type& type, const std::string& sql) {
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  Projection out = WithoutSources(call, columns, "removeSourceColumns");
  out.Put(target, type, sql, IndicesOf(columns));
  return FinishStep(std::move(out));
}

Result<Bound> NestToArray(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  ASSIGN_OR_RETURN(const Alike alike, MakeAlike(columns));
  std::string list;
  for (const std::string& value : alike.values) list += (list.empty() ? "[" : ", ") + value;
  Type type(TypeKind::kArray);
  type.fields = {{"element", alike.type}};
  return AddNested(call, columns, type, list + ']');
}

Result<Bound> NestToMap(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  ASSIGN_OR_RETURN(const Alike alike, MakeAlike(columns));
  std::string entries;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    entries += (i == 0 ? "MAP {" : ", ") + SqlString(columns[i].name) + ": " + alike.values[i];
  }
  Type type(TypeKind::kMap);
  type.fields = {{"key", Type(TypeKind::kString)}, {"value", alike.type}};
  return AddNested(call, columns, type, entries + '}');
}

Result<Bound> NestToStruct(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  Type type(TypeKind::kStruct);
  std::string fields;
  for (const ResolvedColumn& column : columns) {
    fields += (fields.empty() ? "{" : ", ") + SqlString(column.name) + ": " + column.sql;
    type.fields.push_back({column.name, column.type});
  }
  return AddNested(call, columns, type, fields + '}');
}

// sourceColumn, which must be of that kind.
Result<ResolvedColumn> NestedColumn(const RecipeCall& call, TypeKind kind, std::string_view name) {
  ASSIGN_OR_RETURN(ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  if (column.type.kind != kind) {
    return InvalidInput(column.name + " must be " + std::string(name) + ", but is of type " +
                        HiveName(column.type));
  }
  return column;
}

std::string Unnested(const std::string& list) {
  return "unnest(CASE WHEN len(" + list + ") > 0 THEN " + list + " ELSE [NULL] END)";
}

Result<Bound> UnnestArray(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, NestedColumn(call, TypeKind::kArray, "an array"));
  const std::string target = RecipeTextOr(call, "targetColumn", column.name);
  Projection out = WithoutSources(call, {column}, "removeSourceColumn");
  out.Put(target, column.type.fields[0].type, Unnested(column.sql), {column.index});
  out.Decide({column.index});
  return FinishStep(std::move(out));
}

Result<Bound> UnnestMap(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, NestedColumn(call, TypeKind::kMap, "a map"));
  const std::string prefix = RecipeTextOr(call, "targetColumn", column.name);
  Projection out = WithoutSources(call, {column}, "removeSourceColumn");
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string list = (i == 0 ? "map_keys(" : "map_values(") + column.sql + ')';
    out.Add(prefix + (i == 0 ? ".key" : ".value"), column.type.fields[i].type, Unnested(list),
            {column.index});
  }
  out.Decide({column.index});
  return FinishStep(std::move(out));
}

struct Unnesting {
  std::string delimiter;
  std::int64_t levels = 1;
};

// A column of each field; of the fields that are structs themselves, down to the last level.
void AddFields(Projection& out, const Unnesting& how, const std::string& prefix,
               const std::string& sql, const Type& type, std::size_t from, std::int64_t level) {
  for (const Field& field : type.fields) {
    const std::string name = prefix + how.delimiter + field.name;
    const std::string value = "struct_extract(" + sql + ", " + SqlString(field.name) + ")";
    if (field.type.kind == TypeKind::kStruct && level < how.levels) {
      AddFields(out, how, name, value, field.type, from, level + 1);
    } else {
      out.AddStrict(name, field.type, value, from);
    }
  }
}

Result<Bound> UnnestStruct(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, NestedColumn(call, TypeKind::kStruct, "a struct"));
  Projection out = WithoutSources(call, {column}, "removeSourceColumn");
  AddFields(out, {".", 1}, RecipeTextOr(call, "targetColumn", column.name), column.sql, column.type,
            column.index, 1);
  return FinishStep(std::move(out));
}

Result<Bound> UnnestStructs(const RecipeCall& call) {
  if (!RecipeTextOr(call, "regexColumnSelector", "").empty()) {
    return Unsupported("regexColumnSelector is not built here; name the columns in sourceColumns");
  }
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  Unnesting how{RecipeTextOr(call, "delimiter", "."), 1};
  if (!RecipeTextOr(call, "unnestLevel", "").empty()) {
    ASSIGN_OR_RETURN(how.levels, RecipeWhole(call, "unnestLevel"));
  }
  if (how.levels < 1) {
    return InvalidInput("unnestLevel must be 1 or more: " + std::to_string(how.levels));
  }
  Projection out = WithoutSources(call, columns, "removeSourceColumn");
  for (const ResolvedColumn& column : columns) {
    if (column.type.kind != TypeKind::kStruct) {
      return InvalidInput(column.name + " must be a struct, but is of type " +
                          HiveName(column.type));
    }
    AddFields(out, how, column.name, column.sql, column.type, column.index, 1);
  }
  return FinishStep(std::move(out));
}

constexpr RecipeParameter kRemoves =
    FlagParameter("removeSourceColumn", "Remove source column", "Only what is made of it stays.");

constexpr RecipeParameter kNesting[] = {
    kSourceColumns, kTargetColumn,
    FlagParameter("removeSourceColumns", "Remove source columns",
                  "Only what is made of them stays.")};
constexpr RecipeParameter kUnnesting[] = {
    kSourceColumn,
    {{.name = "targetColumn",
      .title = "Target column",
      .help = "What the new column is called, or what the names of the new columns begin with; the "
              "source column's name unless you say so."}},
    kRemoves};
constexpr RecipeParameter kUnnestingLevels[] = {
    kSourceColumns,
    {{.name = "delimiter",
      .title = "Delimiter",
      .help = "Stands between the names of a struct and its field.",
      .default_value = "."}},
    {{.name = "unnestLevel",
      .type = ParameterType::kWhole,
      .title = "Levels",
      .help = "How far down to go.",
      .default_value = "1"}},
    kRemoves};

constexpr RecipeOperation kOperations[] = {
    {"NEST_TO_ARRAY", "Puts columns into an array.", kNesting, &NestToArray, false},
    {"NEST_TO_MAP", "Puts columns into a map by their names.", kNesting, &NestToMap, false},
    {"NEST_TO_STRUCT", "Puts columns into a struct.", kNesting, &NestToStruct, false},
    {"UNNEST_ARRAY", "Makes a row of each element of an array.", kUnnesting, &UnnestArray, false},
    {"UNNEST_MAP", "Makes a row of each entry of a map, with columns for its key and its value.",
     kUnnesting, &UnnestMap, false},
    {"UNNEST_STRUCT", "Makes a column of each field of a struct.", kUnnesting, &UnnestStruct,
     false},
    {"UNNEST_STRUCT_N", "Makes columns of the fields of structs, down to a level.",
     kUnnestingLevels, &UnnestStructs, false},
};

}  // namespace

std::span<const RecipeOperation> RecipeNestOperations() { return kOperations; }

}  // namespace tenon::graph
