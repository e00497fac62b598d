// DropFields: the same rows without the columns named. A field inside a struct leaves the struct,
// which goes with its last field. Upper and lower case count, as in Glue. A path that leads nowhere
// drops nothing, as in Glue, and is a warning.

#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

class DropFields final : public Node {
 public:
  explicit DropFields(std::vector<ColumnPath> paths) : paths_(std::move(paths)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Choice choice = Choose(inputs[0].schema, paths_, "Paths");
    Projection out(inputs[0]);
    AddRest(inputs[0].schema, choice, out);
    if (out.schema().empty()) return Fail("Paths", "every field is dropped; keep at least one");
    out.MakeOneRowOfEach();
    BindResult bound = std::move(out).Finish();
    for (Fault& fault : choice.faults) {
      fault.message = "nothing is dropped: " + fault.message;
      bound->warnings.push_back(std::move(fault));
    }
    return bound;
  }

 private:
  const std::vector<ColumnPath> paths_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> paths, ReadPaths(parameters["Paths"], "Paths"));
  return std::make_unique<DropFields>(std::move(paths));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python paths, ScriptPaths(node.parameters["Paths"], "Paths"));
  script.Assign(node.variable, Python::Call("DropFields.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"paths", std::move(paths)},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {{.name = "Paths",
                                      .type = ParameterType::kColumns,
                                      .required = true,
                                      .title = "Fields to drop",
                                      .help = "The columns, or fields inside structs, that go."}};

}  // namespace

extern constinit const NodeKind kDropFields = {
    .name = "DropFields",
    .category = Category::kTransform,
    .title = "Drop Fields",
    .documentation =
        "Drops the columns that you choose and keeps the others. A field inside a struct can be "
        "dropped too; the struct goes with its last field. Upper and lower case count in names.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
