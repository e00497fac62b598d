// gs_pivot ("Pivot Rows Into Columns"): as Spark's groupBy of all other columns, pivot, aggregate.
//
// A column is made for every value of the columns to convert, in the order of the values, with the
// aggregate of the rows that have it; NULL where there is none. The values of several columns are
// joined by '_', and a NULL is named null. Which values there are only the data tells; while it may
// not be read, the declared columns that the input does not have stand for them.

#include <algorithm>
#include <array>
#include <optional>
#include <set>

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
     .choices = "sum|avg|mean|min|max|count|first|last|stddev|stddev_samp|stddev_pop|variance|"
                "var_samp|var_pop|collect_list|collect_set"},
    {.name = "colList",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Columns to convert",
     .help = "Their values become the names of the new columns."}};

// As Spark's spark.sql.pivotMaxValues.
constexpr std::size_t kMostValues = 10000;

struct Aggregate {
  std::string_view name;    // Spark's
  std::string_view engine;  // the engine's
  bool numbers = false;     // of numbers only
  bool counts = false;      // has a value even of no rows
};

constexpr std::array<Aggregate, 16> kAggregates = {{{"sum", "sum", true},
                                                    {"avg", "avg", true},
                                                    {"mean", "avg", true},
                                                    {"min", "min"},
                                                    {"max", "max"},
                                                    {"count", "count", false, true},
                                                    {"first", "first"},
                                                    {"last", "last"},
                                                    {"stddev", "stddev_samp", true},
                                                    {"stddev_samp", "stddev_samp", true},
                                                    {"stddev_pop", "stddev_pop", true},
                                                    {"variance", "var_samp", true},
                                                    {"var_samp", "var_samp", true},
                                                    {"var_pop", "var_pop", true},
                                                    {"collect_list", "list", false, true},
                                                    {"collect_set", "list", false, true}}};

Type ResultType(const Aggregate& aggregate, const Type& type) {
  if (aggregate.name == "count") return TypeKind::kBigint;
  if (aggregate.name.starts_with("collect")) {
    Type list(TypeKind::kArray);
    list.fields = {{"element", type}};
    return list;
  }
  if (!aggregate.numbers) return type;
  if (aggregate.name == "sum" && IsWholeType(type)) return TypeKind::kBigint;
  if (type.kind == TypeKind::kDecimal) {
    if (aggregate.name == "sum") {
      return Type(TypeKind::kDecimal, std::min(38, type.precision + 10), type.scale);
    }
    if (aggregate.engine == "avg") {
      return Type(TypeKind::kDecimal, std::min(38, type.precision + 4),
                  std::min(38, type.scale + 4));
    }
  }
  return TypeKind::kDouble;
}

// The aggregate over the rows for which `key` is `value`.
std::string CellSql(const Aggregate& aggregate, const ResolvedColumn& of, const std::string& key,
                    const std::string& value, const Type& type) {
  const std::string rows = "(WHERE " + key + " = " + SqlString(value) + ')';
  std::string argument = aggregate.name == "collect_set" ? "DISTINCT " + of.sql : of.sql;
  std::string filter = " FILTER " + rows;
  if (aggregate.name.starts_with("collect")) {
    filter.insert(filter.size() - 1, " AND " + of.sql + " IS NOT NULL");
  }
  std::string cell = std::string(aggregate.engine) + '(' + argument + ')' + filter;
  if (aggregate.name.starts_with("collect")) cell = "coalesce(" + cell + ", [])";
  if (aggregate.counts) cell = "CASE WHEN count(*) FILTER " + rows + " > 0 THEN " + cell + " END";
  return "CAST(" + cell + " AS " + DuckDbName(type) + ')';
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
  const auto* aggregate =
      std::ranges::find(kAggregates, call.arguments.Text("aggFunction"), &Aggregate::name);
  if (aggregate->numbers && !IsNumberType(of->type)) {
    return Fail("aggCol", of->name + " must be a number for " + std::string(aggregate->name) +
                              ", but is of type " + HiveName(of->type));
  }
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
  std::string groups;
  std::vector<std::size_t> deciding;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (used.contains(i)) continue;
    const Column& column = call.input.schema[i];
    out.Add(column.name, column.type, SqlIdentifier(column.name), {i});
    groups += (groups.empty() ? "GROUP BY " : ", ") + SqlIdentifier(column.name);
    deciding.push_back(i);
  }
  const Type type = ResultType(*aggregate, of->type);
  for (const std::string& value : *values) {
    out.Add(value, type, CellSql(*aggregate, *of, *key, value, type), from);
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
