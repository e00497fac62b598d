// DynamicTransform: one of the transforms that Glue keeps as Python files (managed/), told by its
// FunctionName; Path, which names the bucket of a region, is not looked at. Any other is a custom
// visual transform: Python of the user's own, which runs on Spark only.
//
// A fault's field is the name of the parameter among Parameters.

#include "graph/managed/managed_transform.h"
#include "graph/s3_source.h"

namespace tenon::graph {
namespace {

class DynamicTransform final : public Node {
 public:
  DynamicTransform(std::string function_name, json::Value parameters, ArgumentTexts texts,
                   Schema declared)
      : function_name_(std::move(function_name)),
        parameters_(std::move(parameters)),
        texts_(std::move(texts)),
        declared_(std::move(declared)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    const ManagedTransform* transform = FindManagedTransform(function_name_);
    if (transform == nullptr) {
      return Fail("FunctionName",
                  "custom visual transforms are Python and run on Spark, not on this engine; use a "
                  "SQL Query or Derived Column node instead of " +
                      function_name_);
    }
    const Arguments arguments(transform->parameters, texts_);
    Faults faults = arguments.Check();
    if (!faults.empty()) return std::unexpected(std::move(faults));
    BindResult bound = transform->bind({arguments, inputs[0], environment, declared_});
    if (!bound) {
      for (Fault& fault : bound.error()) SetInsideParameters(fault);
      return bound;
    }
    for (Fault& warning : arguments.Unknown()) bound->warnings.push_back(std::move(warning));
    return bound;
  }

 private:
  // A fix of a managed transform sets an argument of its own: of the node, that is one of
  // Parameters.
  void SetInsideParameters(Fault& fault) const {
    for (Fix& fix : fault.fixes) {
      for (Edit& edit : fix.edits) {
        auto* set = std::get_if<SetParameter>(&edit);
        if (set == nullptr) continue;
        json::Value parameters = parameters_;
        for (json::Value& parameter : *parameters.AsArray()) {
          if (parameter["Name"] == json::Value(set->name)) parameter.Set("Value", set->value);
        }
        *set = {"Parameters", std::move(parameters)};
      }
    }
  }

  const std::string function_name_;
  const json::Value parameters_;
  const ArgumentTexts texts_;
  const Schema declared_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::string function_name, json::Reader(parameters).String("FunctionName"));
  ASSIGN_OR_RETURN(ArgumentTexts texts, ReadArguments(parameters["Parameters"]));
  ASSIGN_OR_RETURN(Schema declared, ReadOutputSchema(parameters));
  return std::make_unique<DynamicTransform>(std::move(function_name), parameters["Parameters"],
                                            std::move(texts), std::move(declared));
}

constexpr Parameter kParameters[] = {
    {.name = "TransformName",
     .required = true,
     .title = "Transform name",
     .help = "What the transform is called in the editor."},
    {.name = "FunctionName",
     .required = true,
     .title = "Function",
     .help = "Says which transform it is: gs_concat, gs_split and so on."},
    {.name = "Path",
     .type = ParameterType::kS3Path,
     .required = true,
     .title = "Path",
     .help = "Where the Python file of the transform lies; not looked at here."},
    {.name = "Parameters",
     .type = ParameterType::kStructure,
     .title = "Parameters",
     .help = "The transform's own, each with its name and a list of texts."},
    {.name = "Version", .title = "Version", .help = "Of the transform; there is one here."},
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "Stands for columns that only the data can tell, while you edit."}};

}  // namespace

extern constinit const NodeKind kDynamicTransform = {
    .name = "DynamicTransform",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Managed or custom visual transform",
    .documentation =
        "One of Glue's managed transforms, told by its function name. Custom visual transforms are "
        "Python and run on Spark only.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
