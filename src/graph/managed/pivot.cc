// gs_pivot ("Pivot Rows Into Columns"): as Spark's groupBy of all other columns, pivot, aggregate.
//
// A column is made for every value of the columns to convert, in the order of the values, with the
// aggregate of the rows that have it; NULL where there is none. The values of several columns are
// joined by '_', and a NULL is named null. Which values there are only the data tells; while it may
// not be read, the declared columns that the input does not have stand for them.

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "graph/aggregate_function.h"
#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "aggCol",
     .type = ParameterType::kColumn,
     .required = true,
     .title = "Aggregation column"},
    {.name = "aggFunction",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Aggregation",
     .help = "As Spark names it.",
     .choices = "sum|sumDistinct|avg|mean|min|max|count|countDistinct|first|last|stddev|"
                "stddev_samp|stddev_pop|variance|var_samp|var_pop|skewness|kurtosis|"
                "collect_list|collect_set"},
    {.name = "colList",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Columns to convert",
     .help = "Their values become the names of the new columns."}};

// As Spark's spark.sql.pivotMaxValues.
constexpr std::size_t kMostValues = 10000;

// Spark's names and those of Glue's Aggregate node, where they differ.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kOtherNames = {
    {{"mean", "avg"}, {"stddev", "stddev_samp"}, {"variance", "var_samp"}}};

// The list of the values for which the condition holds; NULLs are left out, as Spark does.
SqlValue ListSql(const ResolvedColumn& of, const std::string& condition, bool distinct) {
  Type type(TypeKind::kArray);
  type.fields = {{"element", of.type}};
  return {"coalesce(list(" + std::string(distinct ? "DISTINCT " : "") + of.sql +
              ") FILTER (WHERE " + condition + " AND " + of.sql + " IS NOT NULL), [])",
          type};
}

// The aggregate over the rows for which `key` is `value`; NULL if there is none.
Result<SqlValue> CellSql(const std::string& function, const ResolvedColumn& of,
                         const std::string& key, const std::string& value) {
  const std::string condition = key + " = " + SqlString(value);
  SqlValue cell;
  if (function == "first" || function == "last") {
    return SqlValue{function + '(' + of.sql + ") FILTER (WHERE " + condition + ')', of.type};
  }
  if (function == "collect_list" || function == "collect_set") {
    cell = ListSql(of, condition, function == "collect_set");
  } else {
    const auto* other =
        std::ranges::find(kOtherNames, function, &decltype(kOtherNames)::value_type::first);
    ASSIGN_OR_RETURN(
        cell, AggregateSql(other == kOtherNames.end() ? function : other->second,
                           {"CASE WHEN " + condition + " THEN " + of.sql + " END", of.type}));
  }
  // These have a value even of no rows.
  if (function.starts_with("count") || function.starts_with("collect")) {
    cell.sql = "CASE WHEN count(*) FILTER (WHERE " + condition + ") > 0 THEN " + cell.sql + " END";
  }
  return cell;
}

// SQL of the name that a row's new column has.
Result<std::string> KeySql(const std::vector<ResolvedColumn>& columns) {
  std::string sql;
  for (const ResolvedColumn& column : columns) {
    ASSIGN_OR_RETURN(const std::string text, TextSql(column));
    sql += (sql.empty() ? "" : " || '_' || ") + ("coalesce(" + text + ", 'null')");
  }
  return columns.size() == 1 ? sql : '(' + sql + ')';
}

// The declared columns that are no groups: the values, while the data cannot be asked.
std::vector<std::string> DeclaredValues(const ManagedCall& call,
                                        const std::set<std::size_t>& used) {
  std::vector<std::string> values;
  for (const Column& column : call.declared) {
    const auto same = FindIgnoringCase(call.input.schema, column.name);
    const bool is_group =
        !same.empty() &&
        !used.contains(static_cast<std::size_t>(same[0] - call.input.schema.data()));
    if (!is_group) values.push_back(column.name);
  }
  return values;
}

OrFaults<std::vector<std::string>> ValuesOf(const ManagedCall& call, const std::string& key,
                                            const std::set<std::size_t>& used) {
  const Result<DataRows> rows = call.environment.QueryRows(
      call.input.plan(), "SELECT DISTINCT " + key + " AS value FROM " +
                             SqlIdentifier(call.input.relation) + " ORDER BY value LIMIT " +
                             std::to_string(kMostValues + 1));
  if (!rows && rows.error().kind == ErrorKind::kUnavailable) {
    if (!call.declared.empty()) return DeclaredValues(call, used);
    return std::unexpected(Faults{
        OnlyTheDataCanTell("colList", "the values of the columns to convert name the columns")});
  }
  if (!rows) return Fail("colList", rows.error().message);
  if (rows->size() > kMostValues) {
    return Fail("colList", "the columns to convert have more than " + std::to_string(kMostValues) +
                               " values, each of which would be a column; choose others");
  }
  std::vector<std::string> values;
  for (const auto& row : *rows) values.push_back(row.empty() ? "null" : row[0].value_or("null"));
  return values;
}

BindResult Bind(const ManagedCall& call) {
  const auto of = ColumnArgument(call, "aggCol");
  if (!of) return std::unexpected(of.error());
  const auto columns = ColumnsArgument(call, "colList");
  if (!columns) return std::unexpected(columns.error());
  const Result<std::string> key = KeySql(*columns);
  if (!key) return Fail("colList", key.error().message);
  std::set<std::size_t> used = {of->index};
  std::vector<std::size_t> from = {of->index};
  for (const ResolvedColumn& column : *columns) {
    used.insert(column.index);
    from.push_back(column.index);
  }
  const auto values = ValuesOf(call, *key, used);
  if (!values) return std::unexpected(values.error());
  Projection out(call.input);
  out.PutRowsTogether();
  std::string groups;
  std::vector<std::size_t> deciding;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (used.contains(i)) continue;
    const Column& column = call.input.schema[i];
    out.Add(column.name, column.type, SqlIdentifier(column.name), {i});
    groups += (groups.empty() ? "GROUP BY " : ", ") + SqlIdentifier(column.name);
    deciding.push_back(i);
  }
  for (const std::string& value : *values) {
    Result<SqlValue> cell = CellSql(call.arguments.Text("aggFunction"), *of, *key, value);
    if (!cell) return Fail("aggCol", std::move(cell).error().message);
    out.Add(value, std::move(cell->type), std::move(cell->sql), from);
  }
  out.Decide(deciding);
  // Of no rows there is no group, and no row.
  return std::move(out).Finish(groups.empty() ? "HAVING count(*) > 0" : groups);
}

}  // namespace

extern constinit const ManagedTransform kPivot = {
    .name = "gs_pivot",
    .title = "Pivot Rows Into Columns",
    .documentation =
        "Groups the rows by all other columns and makes a column of each value of the columns to "
        "convert, with the aggregate of the rows that have it. Before the node, keep only the "
        "columns that matter. Only the data can tell which columns come out; while you edit, the "
        "declared output schema stands for them.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
