// SelectFields: the same rows with the columns named, in the order named. Of a struct of which
// fields are named, these stay, in the struct's order and with the struct around them, as in Glue.
// Upper and lower case count, as in Glue.

#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

class SelectFields final : public Node {
 public:
  explicit SelectFields(std::vector<ColumnPath> paths) : paths_(std::move(paths)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    if (paths_.empty()) return Fail("Paths", "no field is selected; select at least one");
    Choice choice = Choose(inputs[0].schema, paths_, "Paths");
    if (!choice.faults.empty()) return std::unexpected(std::move(choice.faults));
    Projection out(inputs[0]);
    AddChosen(inputs[0].schema, choice, out);
    out.MakeOneRowOfEach();
    return std::move(out).Finish();
  }

 private:
  const std::vector<ColumnPath> paths_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> paths, ReadPaths(parameters["Paths"], "Paths"));
  return std::make_unique<SelectFields>(std::move(paths));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python paths, ScriptPaths(node.parameters["Paths"], "Paths"));
  script.Assign(node.variable, Python::Call("SelectFields.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"paths", std::move(paths)},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {{.name = "Paths",
                                      .type = ParameterType::kColumns,
                                      .required = true,
                                      .title = "Fields to keep",
                                      .help = "The columns, or fields inside structs, that stay."}};

}  // namespace

extern constinit const NodeKind kSelectFields = {
    .name = "SelectFields",
    .category = Category::kTransform,
    .title = "Select Fields",
    .documentation =
        "Keeps the columns that you choose, in the order in which you name them, and drops the "
        "others. Of a struct, fields can be chosen. Upper and lower case count in names.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
