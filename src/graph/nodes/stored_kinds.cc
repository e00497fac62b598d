#include "graph/nodes/stored_kinds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "graph/nodes/stored_kind.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kPython =
    "Python code runs on Spark, which is not built here yet; use a SQL Query node instead";

constexpr Parameter kCustomCodeParameters[] = {
    {.name = "Code",
     .type = ParameterType::kCode,
     .required = true,
     .title = "Code block",
     .help = "The body of a Python function of glueContext and dfc, the collection of the inputs; "
             "it returns a DynamicFrameCollection."},
    {.name = "ClassName",
     .required = true,
     .title = "Function name",
     .help = "What the generated script calls the function.",
     .default_value = "MyTransform"},
    kOutputSchemas};

// The body of a function: as it is if it is indented, as in Glue Studio's editor, else moved in.
std::string BodyOf(std::string_view code) {
  const std::size_t begin = code.find_first_not_of("\r\n");
  if (begin == std::string_view::npos) return "    return dfc\n";
  const bool is_indented = code[begin] == ' ' || code[begin] == '\t';
  std::string body;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    std::string_view line = code.substr(0, end);
    code.remove_prefix(std::min(end + 1, code.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_indented && !line.empty()) body += "    ";
    body += line;
    body += '\n';
  }
  return body;
}

// What a function of this name would hide from the rest of a script.
constexpr auto kNamesOfScript = std::to_array<std::string_view>({"sys",
                                                                 "args",
                                                                 "sc",
                                                                 "spark",
                                                                 "job",
                                                                 "glueContext",
                                                                 "Job",
                                                                 "GlueContext",
                                                                 "SparkContext",
                                                                 "getResolvedOptions",
                                                                 "DynamicFrame",
                                                                 "DynamicFrameCollection",
                                                                 "SqlFuncs",
                                                                 "Decimal",
                                                                 "datetime",
                                                                 "re",
                                                                 "IntegralType",
                                                                 "NumericType",
                                                                 "StringType",
                                                                 "StructType",
                                                                 "ApplyMapping",
                                                                 "DropFields",
                                                                 "Filter",
                                                                 "Join",
                                                                 "RenameField",
                                                                 "SelectFields",
                                                                 "SelectFromCollection",
                                                                 "SplitFields",
                                                                 "Spigot",
                                                                 "GroupFilter",
                                                                 "threadedRoute",
                                                                 "sparkUnion",
                                                                 "sparkAggregate",
                                                                 "sparkSqlQuery",
                                                                 "dropNulls",
                                                                 "fillMissingValues"});

Status WriteCustomCode(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string code, reader.String("Code"));
  ASSIGN_OR_RETURN(const std::string name, reader.String("ClassName"));
  if (!IsPythonName(name) || std::ranges::find(kNamesOfScript, name) != kNamesOfScript.end()) {
    return InvalidInput("ClassName must be a name of Python that the script does not use itself: " +
                        name);
  }
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrameCollection"});
  const std::string function =
      script.DefineAs(name, "(glueContext, dfc) -> DynamicFrameCollection:\n" + BodyOf(code));
  Python::Items frames;
  for (const ScriptInput& input : node.inputs) {
    frames.push_back({input.variable, Python::Code(input.variable)});
  }
  script.Assign(
      node.variable,
      Python::Call(function, {{"", Python::Code("glueContext")},
                              {"", Python::Call("DynamicFrameCollection",
                                                {{"", Python::Dictionary(std::move(frames))},
                                                 {"", Python::Code("glueContext")}})}}));
  return {};
}

constexpr NodeKind kCustomCode = {
    .name = "CustomCode",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = kManyInputs,
    .title = "Custom transform",
    .documentation =
        "Runs Python code of your own over the inputs. It yields a collection, from which Select "
        "From Collection takes one table.",
    .parameters = kCustomCodeParameters,
    .refusal = kPython,
    .script = &WriteCustomCode};

std::vector<NodeKind> ListKinds() {
  std::vector<NodeKind> kinds = {kCustomCode};
  for (const std::span<const NodeKind> part : std::to_array<std::span<const NodeKind>>(
           {DatabaseKinds(), ConnectorKinds(), StreamKinds(), TableFormatKinds()})) {
    kinds.insert(kinds.end(), part.begin(), part.end());
  }
  return kinds;
}

}  // namespace

std::span<const NodeKind> StoredKinds() {
  static const std::vector<NodeKind> kKinds = ListKinds();
  return kKinds;
}

}  // namespace tenon::graph
