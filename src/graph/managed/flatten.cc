// gs_flatten ("Flatten"): the fields of structs as columns of their own, named by their path:
// address.zip. Arrays and maps stay as they are. A struct that is NULL gives NULL in its fields.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "maxLevels",
     .type = ParameterType::kWhole,
     .title = "Maximum levels to flatten",
     .help = "Deeper structs stay structs; 0 flattens all.",
     .default_value = "0"},
    {.name = "separator",
     .title = "Separator",
     .help = "Stands between the names of a struct and of its field.",
     .default_value = "."}};

struct Flattener {
  Projection& out;
  std::string separator;
  std::int64_t levels;

  void Add(const std::string& name, const Type& type, const std::string& sql, std::size_t column,
           std::int64_t level) {
    const bool flat = type.kind != TypeKind::kStruct || (levels > 0 && level > levels);
    if (flat) {
      out.AddStrict(name, type, sql, column);
      return;
    }
    for (const Field& field : type.fields) {
      Add(name + separator + field.name, field.type, sql + '.' + SqlIdentifier(field.name), column,
          level + 1);
    }
  }
};

BindResult Bind(const ManagedCall& call) {
  if (call.arguments.Whole("maxLevels") < 0) {
    return Fail("maxLevels",
                "Maximum levels must be 0 or more: " + call.arguments.Text("maxLevels"));
  }
  Projection out(call.input);
  Flattener flattener{out, call.arguments.Text("separator"), call.arguments.Whole("maxLevels")};
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    const Column& column = call.input.schema[i];
    flattener.Add(column.name, column.type, SqlIdentifier(column.name), i, 1);
  }
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kFlatten = {
    .name = "gs_flatten",
    .title = "Flatten",
    .documentation =
        "Makes columns of the fields of structs, named by their path, as in address.zip. Arrays "
        "and maps stay as they are.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
