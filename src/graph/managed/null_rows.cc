// gs_null_rows ("Remove Null Rows"): without the rows in which every column is NULL. Extended, an
// empty text, array or map counts as NULL.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {{.name = "extended",
                                      .type = ParameterType::kBoolean,
                                      .title = "Extended",
                                      .help = "An empty text, array or map counts as NULL too.",
                                      .default_value = "false"}};

std::string HoldsSomething(const Column& column, bool extended) {
  const std::string name = SqlIdentifier(column.name);
  if (extended && IsTextType(column.type)) return name + " <> ''";
  if (extended && column.type.kind == TypeKind::kArray) return "len(" + name + ") > 0";
  if (extended && column.type.kind == TypeKind::kMap) return "cardinality(" + name + ") > 0";
  return name + " IS NOT NULL";
}

BindResult Bind(const ManagedCall& call) {
  const bool extended = call.arguments.Flag("extended");
  std::string where;
  std::vector<std::size_t> deciding;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    where += where.empty() ? "WHERE " : " OR ";
    where += HoldsSomething(call.input.schema[i], extended);
    deciding.push_back(i);
  }
  Projection out(call.input);
  out.KeepAll();
  out.Decide(deciding);
  return std::move(out).Finish(where);
}

}  // namespace

extern constinit const ManagedTransform kNullRows = {
    .name = "gs_null_rows",
    .title = "Remove Null Rows",
    .documentation =
        "Drops the rows in which every column is NULL. Extended, a column that is an empty text, "
        "array or map counts as NULL too.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
