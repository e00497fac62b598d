// Operations on many rows at once: order, groups, rows turned into columns and back.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "graph/aggregate_function.h"
#include "graph/cast.h"
#include "graph/managed/managed_transform.h"
#include "graph/pivot_rows.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "graph/widen.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// The value's place in a custom order, behind it for those that are not in it.
std::string PlaceSql(const json::Array& order, bool letters_count, const std::string& text) {
  std::string list;
  for (const json::Value& value : order) {
    const std::string quoted = SqlString(value.StringOr(""));
    list += (list.empty() ? "" : ", ") + (letters_count ? quoted : "lower(" + quoted + ")");
  }
  return "coalesce(list_position([" + list + "], " +
         (letters_count ? text : "lower(" + text + ")") + "), " + std::to_string(order.size() + 1) +
         ")";
}

// The keys of ORDER BY for one of the sorting expressions. Missing is NULL, and the empty text too;
// as in Spark, it comes first where rising and last where falling, unless nullsOrdering tells.
Result<std::string> SortKeys(const RecipeCall& call, const json::Value& expression,
                             std::vector<std::size_t>& used) {
  const std::string name = expression["sourceColumn"].StringOr("");
  ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(call.input.schema, {name}));
  used.push_back(column.index);
  const std::string ordering = expression["ordering"].StringOr("ASCENDING");
  if (ordering != "ASCENDING" && ordering != "DESCENDING") {
    return InvalidInput("ordering must be ASCENDING or DESCENDING: " + ordering);
  }
  const bool rises = ordering == "ASCENDING";
  const std::string nulls =
      expression["nullsOrdering"].StringOr(rises ? "NULLS_TOP" : "NULLS_BOTTOM");
  if (nulls != "NULLS_TOP" && nulls != "NULLS_BOTTOM") {
    return InvalidInput("nullsOrdering must be NULLS_TOP or NULLS_BOTTOM: " + nulls);
  }
  const std::string value = IsTextType(column.type) ? "nullif(" + column.sql + ", '')" : column.sql;
  const std::string direction = rises ? " ASC" : " DESC";
  std::string keys = value + " IS NULL" + (nulls == "NULLS_TOP" ? " DESC" : " ASC");
  const json::Array* order = expression["customOrder"].AsArray();
  if (order != nullptr && !order->empty()) {
    const bool letters_count = expression["isCustomOrderCaseSensitive"].BoolOr(false);
    ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
    keys += ", " + PlaceSql(*order, letters_count, text) + direction;
  }
  return keys + ", " + value + direction;
}

Result<Bound> Sort(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const json::Array expressions, RecipeList(call, "expressions"));
  std::string keys;
  std::vector<std::size_t> used;
  for (const json::Value& expression : expressions) {
    ASSIGN_OR_RETURN(const std::string more, SortKeys(call, expression, used));
    keys += (keys.empty() ? "" : ", ") + more;
  }
  if (keys.empty()) return InvalidInput("expressions must name a column");
  Projection out(call.input);
  out.KeepAll();
  out.Decide(used);
  return FinishStep(std::move(out), "ORDER BY " + keys);
}

// DataBrew's names of aggregates and Spark's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kAggregates = {
    {{"SUM", "sum"},
     {"AVERAGE", "avg"},
     {"COUNT", "count"},
     {"COUNT_DISTINCT", "countDistinct"},
     {"MIN", "min"},
     {"MAX", "max"},
     {"STANDARD_DEVIATION", "stddev_samp"},
     {"VARIANCE", "var_samp"}}};

Result<std::string> AggregateOf(const std::string& name) {
  std::string known;
  for (const auto& [databrew, spark] : kAggregates) {
    if (EqualsIgnoringCase(databrew, name)) return std::string(spark);
    known += ", " + std::string(databrew);
  }
  return Unsupported("this aggregate function is not built here; choose one of " + known.substr(2) +
                     ": " + name);
}

Result<SqlValue> AggregateOption(const RecipeCall& call, const json::Value& option,
                                 std::vector<std::size_t>& from) {
  const std::string name = option["sourceColumnName"].StringOr("");
  ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(call.input.schema, {name}));
  from = {column.index};
  ASSIGN_OR_RETURN(const std::string function, AggregateOf(option["functionName"].StringOr("")));
  Result<SqlValue> value = AggregateSql(function, {column.sql, column.type});
  if (!value) return WithContext(std::move(value).error(), column.name);
  const std::string wanted = option["targetColumnDataType"].StringOr("");
  // DataBrew's word for any number.
  if (wanted.empty() || (wanted == "number" && IsNumberType(value->type))) return value;
  Result<Type> type = wanted == "number" ? Type(TypeKind::kDouble) : ParseType(wanted);
  if (!type) return WithContext(std::move(type).error(), "targetColumnDataType");
  ASSIGN_OR_RETURN(std::string sql, CastSql(value->sql, value->type, *type));
  return SqlValue{std::move(sql), *std::move(type)};
}

Result<Bound> GroupBy(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto groups, RecipeColumns(call));
  ASSIGN_OR_RETURN(const json::Array options, RecipeList(call, "groupByAggFunctionOptions"));
  Projection out(call.input);
  out.PutRowsTogether();
  std::string clause;
  std::vector<std::size_t> deciding;
  for (const ResolvedColumn& column : groups) {
    out.Add(column.name, column.type, column.sql, {column.index});
    clause += (clause.empty() ? "GROUP BY " : ", ") + column.sql;
    deciding.push_back(column.index);
  }
  for (const json::Value& option : options) {
    std::vector<std::size_t> from;
    ASSIGN_OR_RETURN(SqlValue value, AggregateOption(call, option, from));
    const std::string target = option["targetColumnName"].StringOr("");
    if (target.empty()) return InvalidInput("an aggregate has no targetColumnName");
    out.Add(target, std::move(value.type), std::move(value.sql), std::move(from));
  }
  out.Decide(deciding);
  return FinishStep(std::move(out), clause);
}

Result<Bound> PivotRows(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const ResolvedColumn value, RecipeColumn(call, "valueColumn"));
  ASSIGN_OR_RETURN(std::string function, RecipeText(call, "aggregateFunction"));
  if (function == "COLLECT_LIST") {
    function = "collect_list";
  } else {
    ASSIGN_OR_RETURN(function, AggregateOf(function));
  }
  const std::vector<ResolvedColumn> columns = {column};
  const Schema declared;
  BindResult bound = BindPivot({.input = call.input,
                                .environment = call.environment,
                                .value = value,
                                .value_parameter = "valueColumn",
                                .function = std::move(function),
                                .columns = columns,
                                .columns_parameter = "sourceColumn",
                                .declared = declared,
                                .with = call.with});
  if (bound) return *std::move(bound);
  const Fault& fault = bound.error().front();
  if (fault.severity != Severity::kUnknown) return InvalidInput(fault.message);
  return Unavailable("the values of " + column.name +
                     " name the columns, which are not known before the data is read; preview this "
                     "node or run the job");
}

Result<Bound> Unpivot(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto columns, RecipeColumns(call));
  ASSIGN_OR_RETURN(const std::string names_column, RecipeText(call, "unpivotColumn"));
  ASSIGN_OR_RETURN(const std::string value_column, RecipeText(call, "valueColumn"));
  Type type = columns.front().type;
  std::string names;
  std::vector<std::size_t> from;
  for (const ResolvedColumn& column : columns) {
    const std::optional<Type> wider = WiderType(type, column.type);
    if (!wider) {
      return InvalidInput(columns.front().name + " (" + HiveName(columns.front().type) + ") and " +
                          column.name + " (" + HiveName(column.type) +
                          ") cannot share a column; change a type in a step before");
    }
    type = *wider;
    names += (names.empty() ? "" : ", ") + SqlString(column.name);
    from.push_back(column.index);
  }
  std::string values;
  for (const ResolvedColumn& column : columns) {
    values += (values.empty() ? "" : ", ") + Widened(column.sql, column.type, type);
  }
  Projection out(call.input);
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (std::ranges::find(from, i) == from.end()) out.Keep(i);
  }
  out.Add(names_column, TypeKind::kString, "unnest([" + names + "])", {});
  out.Add(value_column, type, "unnest([" + values + "])", std::move(from));
  return FinishStep(std::move(out));
}

constexpr std::string_view kAggregateChoices =
    "SUM|AVERAGE|COUNT|COUNT_DISTINCT|MIN|MAX|STANDARD_DEVIATION|VARIANCE";

constexpr Parameter kSortKey[] = {{.name = "sourceColumn",
                                   .type = ParameterType::kColumn,
                                   .required = true,
                                   .title = "Column",
                                   .help = "The column to sort by."},
                                  {.name = "ordering",
                                   .type = ParameterType::kChoice,
                                   .title = "Ordering",
                                   .help = "Whether small values come first or large ones.",
                                   .default_value = "ASCENDING",
                                   .choices = "ASCENDING|DESCENDING"},
                                  {.name = "nullsOrdering",
                                   .type = ParameterType::kChoice,
                                   .title = "NULLs",
                                   .help = "Where what is missing comes: at the top if ascending, "
                                           "unless you say so.",
                                   .choices = "NULLS_TOP|NULLS_BOTTOM"},
                                  {.name = "customOrder",
                                   .type = ParameterType::kList,
                                   .title = "Custom order",
                                   .help = "Values that come before all others, in this order."},
                                  {.name = "isCustomOrderCaseSensitive",
                                   .type = ParameterType::kBoolean,
                                   .title = "Case-sensitive",
                                   .help = "Whether A is another value than a in that order."}};
constexpr Parameter kAggregation[] = {{.name = "sourceColumnName",
                                       .type = ParameterType::kColumn,
                                       .required = true,
                                       .title = "Column",
                                       .help = "The column to aggregate."},
                                      {.name = "functionName",
                                       .type = ParameterType::kChoice,
                                       .required = true,
                                       .title = "Function",
                                       .help = "The aggregate.",
                                       .choices = kAggregateChoices},
                                      {.name = "targetColumnName",
                                       .required = true,
                                       .title = "Target column",
                                       .help = "What the new column is called."},
                                      {.name = "targetColumnDataType",
                                       .title = "Data type",
                                       .help = "Of the new column, if it is to be another one."}};

constexpr RecipeParameter kSorting[] = {{{.name = "expressions",
                                          .type = ParameterType::kStructure,
                                          .required = true,
                                          .title = "Sort by",
                                          .help = "The first column counts most."},
                                         kSortKey}};
constexpr RecipeParameter kGrouping[] = {kSourceColumns,
                                         {{.name = "groupByAggFunctionOptions",
                                           .type = ParameterType::kStructure,
                                           .required = true,
                                           .title = "Aggregates",
                                           .help = "A column of each group's rows."},
                                          kAggregation}};
constexpr RecipeParameter kPivoting[] = {
    kSourceColumn,
    {{.name = "valueColumn",
      .type = ParameterType::kColumn,
      .required = true,
      .title = "Value column",
      .help = "The column to aggregate."}},
    {{.name = "aggregateFunction",
      .type = ParameterType::kChoice,
      .required = true,
      .title = "Aggregate function",
      .help = "The aggregate of the values.",
      .choices = "SUM|AVERAGE|COUNT|COUNT_DISTINCT|MIN|MAX|STANDARD_DEVIATION|VARIANCE|"
                 "COLLECT_LIST"}}};
constexpr RecipeParameter kUnpivoting[] = {
    kSourceColumns,
    TextParameter("unpivotColumn", "Column of names",
                  "What the new column with the names is called."),
    TextParameter("valueColumn", "Column of values",
                  "What the new column with the values is called.")};

constexpr RecipeOperation kOperations[] = {
    {"SORT", "Sorts the rows by columns.", kSorting, &Sort, false},
    {"GROUP_BY",
     "Puts the rows with the same values of columns together, with aggregates of other columns.",
     kGrouping, &GroupBy, false},
    {"PIVOT", "Makes a column of each value of a column, filled with an aggregate of another one.",
     kPivoting, &PivotRows, false},
    {"UNPIVOT", "Makes rows of columns: one with the name of each column and its value.",
     kUnpivoting, &Unpivot, false},
};

}  // namespace

std::span<const RecipeOperation> RecipeGroupOperations() { return kOperations; }

}  // namespace tenon::graph
