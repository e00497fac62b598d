// Operations on columns as such: names, order, types, and columns made of others or cut into
// others.

#include <algorithm>
#include <utility>

#include "graph/cast.h"
#include "graph/managed/pattern.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

Result<Bound> Delete(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  Projection out(call.input);
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (std::ranges::find(columns, i, &ResolvedColumn::index) == columns.end()) out.Keep(i);
  }
  return FinishStep(std::move(out));
}

// The name of a column that is made, which must be free.
Result<std::string> FreeName(const RecipeCall& call) {
  ASSIGN_OR_RETURN(std::string name, RecipeText(call, "targetColumn"));
  if (!FindIgnoringCase(call.input.schema, name).empty()) {
    return InvalidInput("there is a column of this name already: " + name);
  }
  return name;
}

Result<Bound> Duplicate(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string name, FreeName(call));
  return AddColumn(call, name, column.type, column.sql, {column.index});
}

Result<Bound> Rename(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string name, RecipeText(call, "targetColumn"));
  const auto same = FindIgnoringCase(call.input.schema, name);
  if (!same.empty() && same[0] != &call.input.schema[column.index]) {
    return InvalidInput("there is a column of this name already: " + name);
  }
  Projection out(call.input);
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (i == column.index) {
      out.KeepAs(i, name);
    } else {
      out.Keep(i);
    }
  }
  return FinishStep(std::move(out));
}

// The columns with one of them at another place among the others.
Result<Bound> MoveTo(const RecipeCall& call, std::size_t column, std::size_t place) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (i != column) order.push_back(i);
  }
  place = std::min(place, order.size());
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), column);
  Projection out(call.input);
  for (const std::size_t i : order) out.Keep(i);
  return FinishStep(std::move(out));
}

Result<Bound> MoveToStart(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  return MoveTo(call, column.index, 0);
}

Result<Bound> MoveToEnd(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  return MoveTo(call, column.index, call.input.schema.size());
}

Result<Bound> MoveToIndex(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::int64_t index, RecipeWhole(call, "targetIndex"));
  if (index < 0) return InvalidInput("targetIndex must be 0 or more: " + std::to_string(index));
  return MoveTo(call, column.index, static_cast<std::size_t>(index));
}

Result<Bound> MoveBeside(const RecipeCall& call, std::size_t behind) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const ResolvedColumn target, RecipeColumn(call, "targetColumn"));
  const std::size_t place = target.index - (target.index > column.index ? 1 : 0);
  return MoveTo(call, column.index, place + behind);
}

Result<Bound> MoveBefore(const RecipeCall& call) { return MoveBeside(call, 0); }
Result<Bound> MoveAfter(const RecipeCall& call) { return MoveBeside(call, 1); }

Result<Bound> ChangeType(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string name, RecipeText(call, "columnDataType"));
  // DataBrew's own word for what has a fraction.
  Result<Type> type = name == "number" ? Type(TypeKind::kDouble) : ParseType(name);
  if (!type) return WithContext(std::move(type).error(), "columnDataType");
  ASSIGN_OR_RETURN(const std::string sql, CastSql(column.sql, column.type, *type));
  return ReplaceColumn(call, column, *type, sql);
}

Result<Bound> Merge(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  const std::string delimiter = SqlString(RecipeTextOr(call, "delimiter", ""));
  std::string sql = "concat_ws(" + delimiter;
  std::vector<std::size_t> from;
  for (const ResolvedColumn& column : columns) {
    ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
    sql += ", " + text;
    from.push_back(column.index);
  }
  return AddColumn(call, target, TypeKind::kString, sql + ")", std::move(from));
}

// The rows and further columns name_1, name_2 of the column.
Result<Bound> AddParts(const RecipeCall& call, const ResolvedColumn& column,
                       const std::vector<std::string>& parts) {
  Projection out(call.input);
  out.KeepAll();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out.Put(column.name + '_' + std::to_string(i + 1), TypeKind::kString, parts[i], {column.index});
  }
  return FinishStep(std::move(out));
}

// As many cuts as the limit says: what lies behind the last of them stays whole.
Result<Bound> SplitAtDelimiter(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::string pattern, RecipeText(call, "pattern"));
  const std::string limit_text = RecipeTextOr(call, "limit", "1");
  if (RecipeFlag(call, "includeInSplit")) {
    return Unsupported("includeInSplit is not built here; leave the delimiter out of the parts");
  }
  std::int64_t limit = 1;
  if (!RecipeTextOr(call, "limit", "").empty()) {
    ASSIGN_OR_RETURN(limit, RecipeWhole(call, "limit"));
  }
  if (limit < 1 || limit > 20) return InvalidInput("limit must be from 1 to 20: " + limit_text);
  const std::string list = "string_split(" + text + ", " + SqlString(pattern) + ")";
  std::vector<std::string> parts;
  for (std::int64_t i = 1; i <= limit; ++i) parts.push_back(list + '[' + std::to_string(i) + ']');
  const std::string rest = list + '[' + std::to_string(limit + 1) + ":]";
  parts.push_back("CASE WHEN len(" + rest + ") > 0 THEN array_to_string(" + rest + ", " +
                  SqlString(pattern) + ") END");
  return AddParts(call, column, parts);
}

Result<Bound> SplitAt(const RecipeCall& call, bool from_end) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::int64_t position, RecipeWhole(call, "position"));
  if (position < 0) return InvalidInput("position must be 0 or more: " + std::to_string(position));
  const std::string count = std::to_string(position);
  const std::string length = from_end ? "greatest(length(" + text + ") - " + count + ", 0)" : count;
  return AddParts(
      call, column,
      {"substr(" + text + ", 1, " + length + ")", "substr(" + text + ", " + length + " + 1)"});
}

Result<Bound> SplitFromStart(const RecipeCall& call) { return SplitAt(call, false); }
Result<Bound> SplitFromEnd(const RecipeCall& call) { return SplitAt(call, true); }

constexpr RecipeParameter kColumns[] = {kSourceColumns};
constexpr RecipeParameter kSource[] = {kSourceColumn};
constexpr RecipeParameter kSourceAndTarget[] = {kSourceColumn, kTargetColumn};
constexpr RecipeParameter kSourceAndIndex[] = {
    kSourceColumn, WholeParameter("targetIndex", "Target index", "0 is the first place.")};
constexpr RecipeParameter kSourceAndNeighbor[] = {kSourceColumn,
                                                  {{.name = "targetColumn",
                                                    .type = ParameterType::kColumn,
                                                    .required = true,
                                                    .title = "Target column",
                                                    .help = "The column to put it beside."}}};
constexpr RecipeParameter kSourceAndType[] = {
    kSourceColumn, TextParameter("columnDataType", "Data type",
                                 "As in the Data Catalog: string, bigint, double, decimal(10,2), "
                                 "date, timestamp; number is double.")};
constexpr RecipeParameter kMerging[] = {
    kSourceColumns,
    kTargetColumn,
    {{.name = "delimiter", .title = "Delimiter", .help = "Stands between two values."}}};
constexpr RecipeParameter kSplitting[] = {
    kSourceColumn,
    TextParameter("pattern", "Delimiter", "What stands between two parts."),
    {{.name = "limit",
      .type = ParameterType::kWhole,
      .title = "Limit",
      .help = "At how many delimiters to split, from 1 to 20.",
      .default_value = "1"}}};
constexpr RecipeParameter kSourceAndPosition[] = {
    kSourceColumn, WholeParameter("position", "Position", "How many characters.")};

constexpr RecipeOperation kOperations[] = {
    {"DELETE", "Takes columns away.", kColumns, &Delete, false},
    {"DUPLICATE", "Makes a copy of a column under another name.", kSourceAndTarget, &Duplicate},
    {"RENAME", "Gives a column another name.", kSourceAndTarget, &Rename, false},
    {"MOVE_TO_START", "Puts a column before all others.", kSource, &MoveToStart, false},
    {"MOVE_TO_END", "Puts a column behind all others.", kSource, &MoveToEnd, false},
    {"MOVE_TO_INDEX", "Puts a column at a place among the others, counted from 0.", kSourceAndIndex,
     &MoveToIndex, false},
    {"MOVE_BEFORE", "Puts a column before another one.", kSourceAndNeighbor, &MoveBefore, false},
    {"MOVE_AFTER", "Puts a column behind another one.", kSourceAndNeighbor, &MoveAfter, false},
    {"CHANGE_DATA_TYPE", "Gives a column another type. What does not fit is NULL.", kSourceAndType,
     &ChangeType, false},
    {"MERGE", "Puts the texts of columns together in a new column.", kMerging, &Merge},
    {"SPLIT_COLUMN_SINGLE_DELIMITER",
     "Splits a column at a delimiter into new columns name_1, name_2 and so on.", kSplitting,
     &SplitAtDelimiter, false},
    {"SPLIT_COLUMN_FROM_START",
     "Splits a column into two new columns after some characters from its start.",
     kSourceAndPosition, &SplitFromStart, false},
    {"SPLIT_COLUMN_FROM_END",
     "Splits a column into two new columns some characters before its end.", kSourceAndPosition,
     &SplitFromEnd, false},
};

}  // namespace

std::span<const RecipeOperation> RecipeColumnOperations() { return kOperations; }

}  // namespace tenon::graph
