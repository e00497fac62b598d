#include "graph/nodes/stored_kinds.h"

#include <array>
#include <vector>

#include "graph/nodes/stored_kind.h"

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
    .refusal = kPython};

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
