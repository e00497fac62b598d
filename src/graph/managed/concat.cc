// gs_concat ("Concatenate Columns"): columns as one text. A NULL counts as the null value, an empty
// text unless told otherwise; the spacer stands beside it all the same. Numbers, dates and booleans
// are put down as Spark casts them to text.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// The name of the last is not in Glue's documents.
constexpr Parameter kParameters[] = {
    {.name = "colName",
     .required = true,
     .title = "Concatenated column",
     .help = "The name of the column that is made. One of that name is replaced."},
    {.name = "colList",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Columns",
     .help = "The columns to put together, in this order."},
    {.name = "spacer", .title = "Spacer", .help = "Stands between two values."},
    {.name = "nullValue", .title = "Null value", .help = "Stands for a NULL; else nothing does."}};

BindResult Bind(const ManagedCall& call) {
  const auto columns = ColumnsArgument(call, "colList");
  if (!columns) return std::unexpected(columns.error());
  const std::string spacer = call.arguments.Text("spacer");
  const std::string null_value = SqlString(call.arguments.Text("nullValue"));
  std::string sql;
  std::vector<std::size_t> from;
  for (const ResolvedColumn& column : *columns) {
    const Result<std::string> text = TextSql(column);
    if (!text) return Fail("colList", column.name + ": " + text.error().message);
    if (!sql.empty()) sql += spacer.empty() ? " || " : " || " + SqlString(spacer) + " || ";
    sql += "coalesce(" + *text + ", " + null_value + ")";
    from.push_back(column.index);
  }
  Projection out(call.input);
  out.KeepAll();
  out.Put(call.arguments.Text("colName"), TypeKind::kString, std::move(sql), std::move(from));
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kConcat = {
    .name = "gs_concat",
    .title = "Concatenate Columns",
    .documentation =
        "Makes a text of several columns, in their order, with a spacer between them if you give "
        "one. A NULL counts as the null value, which is nothing unless you give one.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
