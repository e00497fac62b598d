// gs_unpivot ("Unpivot Columns Into Rows"): a row for each of the listed columns, with the name of
// the column in one column and its value in another. NULLs get their row too, as in Spark's stack.

#include <algorithm>
#include <optional>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// The names of these parameters are chosen here: Glue's documents do not tell its own.
constexpr Parameter kParameters[] = {
    {.name = "namesCol",
     .required = true,
     .title = "Unpivot names column",
     .help = "The column that gets the names of the unpivoted columns."},
    {.name = "valuesCol",
     .required = true,
     .title = "Unpivot values column",
     .help = "The column that gets their values."},
    {.name = "colList",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Columns to unpivot into rows"}};

// The type that holds values of both; absent if they have no such type.
std::optional<Type> CommonType(const Type& a, const Type& b) {
  if (a == b) return a;
  if (IsTextType(a) && IsTextType(b)) return Type(TypeKind::kString);
  if (!IsNumberType(a) || !IsNumberType(b)) return std::nullopt;
  if (IsWholeType(a) && IsWholeType(b)) return Type(std::max(a.kind, b.kind));
  if (a.kind != TypeKind::kDecimal || b.kind != TypeKind::kDecimal) return Type(TypeKind::kDouble);
  const int scale = std::max(a.scale, b.scale);
  const int digits = std::max(a.precision - a.scale, b.precision - b.scale);
  return Type(TypeKind::kDecimal, std::min(38, digits + scale), scale);
}

BindResult Bind(const ManagedCall& call) {
  const auto columns = ColumnsArgument(call, "colList");
  if (!columns) return std::unexpected(columns.error());
  Type type = columns->front().type;
  std::string names;
  std::string values;
  std::vector<std::size_t> from;
  for (const ResolvedColumn& column : *columns) {
    const std::optional<Type> common = CommonType(type, column.type);
    if (!common) {
      return Fail("colList",
                  columns->front().name + " (" + HiveName(columns->front().type) + ") and " +
                      column.name + " (" + HiveName(column.type) +
                      ") cannot share a column; give them one type by a Change Schema node before");
    }
    type = *common;
    names += (names.empty() ? "" : ", ") + SqlString(column.name);
    from.push_back(column.index);
  }
  for (const ResolvedColumn& column : *columns) {
    values += (values.empty() ? "CAST(" : ", CAST(") + column.sql + " AS " + DuckDbName(type) + ')';
  }
  Projection out(call.input);
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (std::ranges::find(from, i) == from.end()) out.Keep(i);
  }
  out.Put(call.arguments.Text("namesCol"), TypeKind::kString, "unnest([" + names + "])", {});
  out.Put(call.arguments.Text("valuesCol"), type, "unnest([" + values + "])", std::move(from));
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kUnpivot = {
    .name = "gs_unpivot",
    .title = "Unpivot Columns Into Rows",
    .documentation =
        "Turns columns into rows: each row becomes one for every listed column, with the column's "
        "name and its value in two columns. The listed columns go; the others are repeated.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
