// gs_pivot ("Pivot Rows Into Columns"): as Spark's groupBy of all other columns, pivot, aggregate.
// See pivot_rows.h. Which values there are only the data tells; while it may not be read, the
// declared columns that the input does not have stand for them.

#include "graph/managed/managed_transform.h"
#include "graph/pivot_rows.h"

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

BindResult Bind(const ManagedCall& call) {
  const auto value = ColumnArgument(call, "aggCol");
  if (!value) return std::unexpected(value.error());
  const auto columns = ColumnsArgument(call, "colList");
  if (!columns) return std::unexpected(columns.error());
  return BindPivot({.input = call.input,
                    .environment = call.environment,
                    .value = *value,
                    .value_parameter = "aggCol",
                    .function = call.arguments.Text("aggFunction"),
                    .columns = *columns,
                    .columns_parameter = "colList",
                    .declared = call.declared});
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
