#include "graph/pivot_rows.h"

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
std::vector<std::string> DeclaredValues(const Pivot& pivot, const std::set<std::size_t>& used) {
  std::vector<std::string> values;
  for (const Column& column : pivot.declared) {
    const auto same = FindIgnoringCase(pivot.input.schema, column.name);
    const bool is_group =
        !same.empty() &&
        !used.contains(static_cast<std::size_t>(same[0] - pivot.input.schema.data()));
    if (!is_group) values.push_back(column.name);
  }
  return values;
}

OrFaults<std::vector<std::string>> ValuesOf(const Pivot& pivot, const std::string& key,
                                            const std::set<std::size_t>& used) {
  const std::string with = pivot.with.empty() ? "" : std::string(pivot.with) + ' ';
  const Result<DataRows> rows = pivot.environment.QueryRows(
      pivot.input.plan(), with + "SELECT DISTINCT " + key + " AS value FROM " +
                              SqlIdentifier(pivot.input.relation) + " ORDER BY value LIMIT " +
                              std::to_string(kMostValues + 1));
  if (!rows && rows.error().kind == ErrorKind::kUnavailable) {
    if (!pivot.declared.empty()) return DeclaredValues(pivot, used);
    return std::unexpected(Faults{OnlyTheDataCanTell(
        pivot.columns_parameter, "the values of the columns to convert name the columns")});
  }
  const std::string field(pivot.columns_parameter);
  if (!rows) return Fail(field, rows.error().message);
  if (rows->size() > kMostValues) {
    return Fail(field, "the columns to convert have more than " + std::to_string(kMostValues) +
                           " values, each of which would be a column; choose others");
  }
  std::vector<std::string> values;
  for (const auto& row : *rows) values.push_back(row.empty() ? "null" : row[0].value_or("null"));
  return values;
}

}  // namespace

BindResult BindPivot(const Pivot& pivot) {
  const Result<std::string> key = KeySql(pivot.columns);
  if (!key) return Fail(std::string(pivot.columns_parameter), key.error().message);
  std::set<std::size_t> used = {pivot.value.index};
  std::vector<std::size_t> from = {pivot.value.index};
  for (const ResolvedColumn& column : pivot.columns) {
    used.insert(column.index);
    from.push_back(column.index);
  }
  const auto values = ValuesOf(pivot, *key, used);
  if (!values) return std::unexpected(values.error());
  Projection out(pivot.input);
  out.PutRowsTogether();
  std::string groups;
  std::vector<std::size_t> deciding;
  for (std::size_t i = 0; i < pivot.input.schema.size(); ++i) {
    if (used.contains(i)) continue;
    const Column& column = pivot.input.schema[i];
    out.Add(column.name, column.type, SqlIdentifier(column.name), {i});
    groups += (groups.empty() ? "GROUP BY " : ", ") + SqlIdentifier(column.name);
    deciding.push_back(i);
  }
  for (const std::string& value : *values) {
    Result<SqlValue> cell = CellSql(pivot.function, pivot.value, *key, value);
    if (!cell) return Fail(std::string(pivot.value_parameter), std::move(cell).error().message);
    out.Add(value, std::move(cell->type), std::move(cell->sql), from);
  }
  out.Decide(deciding);
  // Of no rows there is no group, and no row.
  return std::move(out).Finish(groups.empty() ? "HAVING count(*) > 0" : groups);
}

}  // namespace tenon::graph
