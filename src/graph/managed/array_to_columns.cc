// gs_array_to_cols ("Array To Columns"): elements of an array as columns of their own. Positions
// count from 1; where the array is shorter, or NULL, the column is NULL. The array stays.

#include <charconv>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName", .type = ParameterType::kColumn, .required = true, .title = "Array column"},
    {.name = "colList",
     .required = true,
     .title = "Output columns",
     .help = "The names of the new columns, with commas between them."},
    {.name = "indexes",
     .title = "Array indexes to use",
     .help = "Which elements, counted from 1, with commas between them; empty: the first, the "
             "second and so on."}};

// The position in `text`; 0 for none.
int PositionOf(const std::string& text) {
  int position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  return error == std::errc() && end == text.data() + text.size() && position > 0 ? position : 0;
}

std::string WithoutBackquotes(const std::string& name) {
  const bool quoted = name.size() > 2 && name.front() == '`' && name.back() == '`';
  return quoted ? name.substr(1, name.size() - 2) : name;
}

BindResult Bind(const ManagedCall& call) {
  const auto column = ColumnArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  if (column->type.kind != TypeKind::kArray) {
    return Fail("colName", column->name + " must be an array, but is of type " +
                               HiveName(column->type) +
                               "; a Split String node makes one of a text");
  }
  const std::vector<std::string> names = call.arguments.List("colList");
  const std::vector<std::string> indexes = call.arguments.List("indexes");
  if (!indexes.empty() && indexes.size() != names.size()) {
    return Fail("indexes", "there must be as many indexes as output columns (" +
                               std::to_string(names.size()) +
                               "): " + call.arguments.Text("indexes"));
  }
  Projection out(call.input);
  out.KeepAll();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int position = indexes.empty() ? static_cast<int>(i) + 1 : PositionOf(indexes[i]);
    if (position == 0) return Fail("indexes", "an index must be 1 or more: " + indexes[i]);
    out.Put(WithoutBackquotes(names[i]), column->type.fields[0].type,
            column->sql + '[' + std::to_string(position) + ']', {column->index});
  }
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kArrayToColumns = {
    .name = "gs_array_to_cols",
    .title = "Array To Columns",
    .documentation =
        "Makes columns of the elements of an array: of the first ones in their order, or of those "
        "that the indexes name, counted from 1. Where the array has no such element the column is "
        "NULL. The array stays.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
