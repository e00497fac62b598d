// DynamicTransform: one of the transforms that Glue keeps as Python files (managed/), told by its
// FunctionName; Path, which names the bucket of a region, is not looked at. Any other is a custom
// visual transform: Python of the user's own, which runs on Spark only.
//
// A fault's field is the name of the parameter among Parameters.

#include "graph/managed/managed_transform.h"
#include "graph/s3_source.h"
#include "graph/script/script.h"
#include "text/utf8.h"

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

// A value as its Type says: each is a list of texts, even of one number.
Result<Python> ValueOf(const json::Value& parameter) {
  const std::string type = parameter["Type"].StringOr("str");
  std::vector<std::string> texts;
  if (const json::Array* values = parameter["Value"].AsArray()) {
    for (const json::Value& value : *values) texts.push_back(value.StringOr(""));
  }
  if (type == "list") return Python::ListOfTexts(texts);
  const std::string text = texts.empty() ? "" : texts.front();
  if (type == "bool") return Python::Boolean(AsciiLower(text) == "true" || text == "1");
  if (type == "null") return Python::Code("None");
  if (type == "int" || type == "float") {
    const Result<json::Value> number = json::Parse(Trim(text));
    if (!number || (number->AsInt() == nullptr && number->AsDouble() == nullptr)) {
      return InvalidInput(parameter["Name"].StringOr("") + " must be a number, unlike " + text);
    }
    return Python::Code(json::Dump(*number));
  }
  return Python::Text(text);
}

// Each transform is a method that its module gives DynamicFrame: import gs_concat.
Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string function,
                   json::Reader(node.parameters).String("FunctionName"));
  if (!IsPythonName(function)) {
    return InvalidInput("FunctionName must be a name of Python, unlike " + function);
  }
  Python::Items arguments;
  if (const json::Array* parameters = node.parameters["Parameters"].AsArray()) {
    for (const json::Value& parameter : *parameters) {
      const std::string name = parameter["Name"].StringOr("");
      if (!IsPythonName(name)) {
        return InvalidInput("a parameter must be a name of Python, unlike " + name);
      }
      ASSIGN_OR_RETURN(Python value, ValueOf(parameter));
      arguments.push_back({name, std::move(value)});
    }
  }
  script.Import(function);
  script.Assign(node.variable,
                Python::Call(node.inputs[0].variable + "." + function, std::move(arguments)));
  return {};
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
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
