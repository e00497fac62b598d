// Operations that leave rows out, or fill what is missing. Missing is NULL, and the empty text too.

#include <algorithm>
#include <array>
#include <string_view>

#include "graph/cast.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

bool IsText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar;
}

bool IsNumber(const Type& type) {
  return type.kind >= TypeKind::kTinyint && type.kind <= TypeKind::kDecimal;
}

std::string PresentSql(const ResolvedColumn& column) {
  return IsText(column.type) ? "nullif(" + column.sql + ", '')" : column.sql;
}

Result<Bound> Keep(const RecipeCall& call, const std::string& clause,
                   const std::vector<std::size_t>& deciding) {
  Projection out(call.input);
  out.KeepAll();
  out.Decide(deciding);
  return FinishStep(std::move(out), clause);
}

Result<Bound> RemoveValues(const RecipeCall& call) {
  if (call.condition.empty()) return InvalidInput("there is no condition that says which rows go");
  return Keep(call, "WHERE NOT (" + call.condition + ")", call.condition_columns);
}

Result<Bound> RemoveMissing(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  return Keep(call, "WHERE " + PresentSql(column) + " IS NOT NULL", {column.index});
}

Result<Bound> RemoveDuplicates(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  return Keep(call, "QUALIFY row_number() OVER (PARTITION BY " + column.sql + ") = 1",
              {column.index});
}

Result<Bound> DeleteDuplicateRows(const RecipeCall& call) {
  Projection out(call.input);
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    const Column& column = call.input.schema[i];
    out.Add(column.name, column.type, SqlIdentifier(column.name), {i});
    all.push_back(i);
  }
  out.Decide(all);
  out.PutRowsTogether();
  return FinishStep(std::move(out), "", "DISTINCT");
}

Result<Bound> FlagDuplicateRows(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) all.push_back(i);
  return AddColumn(call, target, TypeKind::kBoolean,
                   "row_number() OVER (PARTITION BY " + SelectList(call.input.schema) + ") > 1",
                   all);
}

Result<Bound> FlagNull(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  return AddColumn(call, target, TypeKind::kBoolean, PresentSql(column) + " IS NULL",
                   {column.index});
}

// Fills with an aggregate of the whole column.
Result<Bound> FillWith(const RecipeCall& call, std::string_view aggregate, bool keeps_type) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  if (!keeps_type && !IsNumber(column.type)) {
    return InvalidInput(column.name + " must be a number, but is of type " + HiveName(column.type) +
                        "; change its type in a step before");
  }
  const Type type = keeps_type ? column.type : Type(TypeKind::kDouble);
  const std::string present = PresentSql(column);
  return ReplaceColumn(call, column, type,
                       "CAST(coalesce(" + present + ", " + std::string(aggregate) + '(' + present +
                           ") OVER ()) AS " + DuckDbName(type) + ')');
}

Result<Bound> FillWithAverage(const RecipeCall& call) { return FillWith(call, "avg", false); }
Result<Bound> FillWithMedian(const RecipeCall& call) { return FillWith(call, "median", false); }
Result<Bound> FillWithSum(const RecipeCall& call) { return FillWith(call, "sum", false); }
Result<Bound> FillWithMostFrequent(const RecipeCall& call) { return FillWith(call, "mode", true); }

Result<Bound> FillWithCustom(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  const std::string value = RecipeTextOr(call, "value", "");
  ASSIGN_OR_RETURN(const std::string literal,
                   CastSql(SqlString(value), TypeKind::kString, column.type));
  return ReplaceColumn(call, column, column.type,
                       "coalesce(" + PresentSql(column) + ", " + literal + ")");
}

Result<Bound> FillWithEmpty(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  if (!IsText(column.type)) {
    return InvalidInput(column.name + " must be a text to be empty, but is of type " +
                        HiveName(column.type));
  }
  return ReplaceColumn(call, column, column.type, "coalesce(" + column.sql + ", '')");
}

Result<Bound> FillWithNull(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  return ReplaceColumn(call, column, column.type, "CAST(NULL AS " + DuckDbName(column.type) + ")");
}

constexpr RecipeParameter kSource[] = {kSourceColumn};
constexpr RecipeParameter kTarget[] = {kTargetColumn};
constexpr RecipeParameter kSourceAndTarget[] = {kSourceColumn, kTargetColumn};
constexpr RecipeParameter kFilling[] = {
    kSourceColumn, {{.name = "value", .title = "Value", .help = "Of the column's type."}}};
constexpr RecipeParameter kWhereConditionsHold[] = {
    {{.name = "sourceColumn",
      .type = ParameterType::kColumn,
      .title = "Source column",
      .help = "DataBrew asks for it. Here the conditions alone say which rows go."}}};

constexpr RecipeOperation kOperations[] = {
    {"REMOVE_VALUES", "Removes the rows for which the conditions of the step hold.",
     kWhereConditionsHold, &RemoveValues},
    {"REMOVE_MISSING", "Removes the rows where a column is missing.", kSource, &RemoveMissing,
     false},
    {"REMOVE_DUPLICATES", "Keeps one row for each value of a column.", kSource, &RemoveDuplicates,
     false},
    {"DELETE_DUPLICATE_ROWS",
     "Keeps one of the rows that are the same in all columns.",
     {},
     &DeleteDuplicateRows,
     false},
    {"FLAG_DUPLICATE_ROWS",
     "Makes a column that is true for all but one of the rows that are the same in all columns.",
     kTarget, &FlagDuplicateRows},
    {"FLAG_COLUMN_FROM_NULL", "Makes a column that tells whether another one is missing.",
     kSourceAndTarget, &FlagNull},
    {"FILL_WITH_AVERAGE", "Fills what is missing in a column with the average of the others.",
     kSource, &FillWithAverage},
    {"FILL_WITH_MEDIAN", "Fills what is missing in a column with the median of the others.",
     kSource, &FillWithMedian},
    {"FILL_WITH_SUM", "Fills what is missing in a column with the sum of the others.", kSource,
     &FillWithSum},
    {"FILL_WITH_MODE", "Fills what is missing in a column with the most frequent value.", kSource,
     &FillWithMostFrequent},
    {"FILL_WITH_MOST_FREQUENT", "Fills what is missing in a column with the most frequent value.",
     kSource, &FillWithMostFrequent},
    {"FILL_WITH_CUSTOM", "Fills what is missing in a column with a value.", kFilling,
     &FillWithCustom},
    {"FILL_WITH_EMPTY", "Fills what is missing in a column with an empty text.", kSource,
     &FillWithEmpty},
    {"FILL_WITH_NULL",
     "Sets a column to NULL: in all rows, or in those for which the conditions hold.", kSource,
     &FillWithNull},
};

}  // namespace

std::span<const RecipeOperation> RecipeRowOperations() { return kOperations; }

}  // namespace tenon::graph
