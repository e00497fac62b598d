// gs_explode ("Explode Array Or Map Into Rows"): a row for each element of an array or entry of a
// map, with the other columns repeated. Without `outer`, a row whose array or map is NULL or empty
// goes; with it, it stays with NULL for the element. The exploded column stays unless the new one
// has its name.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

// That newCol holds two names for a map is a choice made here: Glue's documents do not tell.
constexpr Parameter kParameters[] = {
    {.name = "colName",
     .type = ParameterType::kColumn,
     .required = true,
     .title = "Column to explode"},
    {.name = "newCol",
     .title = "New column name",
     .help = "The column of the elements; of a map, two names with a comma between them: of the "
             "key and of the value. Empty: the exploded column's name; key,value for a map."},
    {.name = "outer",
     .type = ParameterType::kBoolean,
     .title = "Include NULLs",
     .help = "Keeps a row whose array or map is NULL or empty, with NULL for the element.",
     .default_value = "false"}};

std::string Unnest(const std::string& list, bool outer) {
  return outer ? "unnest(CASE WHEN len(" + list + ") > 0 THEN " + list + " ELSE [NULL] END)"
               : "unnest(" + list + ")";
}

BindResult Bind(const ManagedCall& call) {
  const auto column = ColumnArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const bool is_map = column->type.kind == TypeKind::kMap;
  if (!is_map && column->type.kind != TypeKind::kArray) {
    return Fail("colName", column->name + " must be an array or a map, but is of type " +
                               HiveName(column->type));
  }
  std::vector<std::string> names = call.arguments.List("newCol");
  if (names.empty()) {
    if (is_map) {
      names = {"key", "value"};
    } else {
      names = {column->name};
    }
  }
  if (names.size() != (is_map ? 2U : 1U)) {
    return Fail("newCol", std::string(is_map ? "a map needs two names, as in key,value: "
                                             : "an array needs one name: ") +
                              call.arguments.Text("newCol"));
  }
  const bool outer = call.arguments.Flag("outer");
  Projection out(call.input);
  out.KeepAll();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string list =
        is_map ? (i == 0 ? "map_keys(" : "map_values(") + column->sql + ')' : column->sql;
    out.Put(names[i], column->type.fields[i].type, Unnest(list, outer), {column->index});
  }
  out.Decide({column->index});
  if (!outer) out.Need(column->index);
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kExplode = {
    .name = "gs_explode",
    .title = "Explode Array Or Map Into Rows",
    .documentation =
        "Makes a row of each element of an array, or of each entry of a map (its key and value in "
        "two columns), and repeats the other columns. Rows without any element go, unless you "
        "include NULLs.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
