#include "graph/nodes/stored_kinds.h"

#include <array>
#include <vector>

#include "graph/nodes/stored_kind.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kNotYet =
    "this kind of node is not built here yet; the job can be saved, but to run it replace this "
    "node";

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

constexpr NodeKind Source(std::string_view name, std::string_view refusal) {
  return {.name = name,
          .category = Category::kSource,
          .least_inputs = 0,
          .most_inputs = 0,
          .refusal = refusal};
}
constexpr NodeKind Transform(std::string_view name, std::string_view refusal, std::size_t least = 1,
                             std::size_t most = 1) {
  return {.name = name,
          .category = Category::kTransform,
          .least_inputs = least,
          .most_inputs = most,
          .refusal = refusal};
}
constexpr NodeKind TargetOf(std::string_view name, std::string_view refusal,
                            std::size_t least = 1) {
  return {.name = name,
          .category = Category::kTarget,
          .least_inputs = least,
          .most_inputs = 1,
          .refusal = refusal};
}

constexpr NodeKind kStored[] = {
    Source("S3ExcelSource", kNotYet),           Source("GovernedCatalogSource", kNotYet),
    Source("S3CatalogIcebergSource", kNotYet),  Source("CatalogIcebergSource", kNotYet),
    Source("S3CatalogDeltaSource", kNotYet),    Source("CatalogDeltaSource", kNotYet),
    Source("S3DeltaSource", kNotYet),           Source("S3CatalogHudiSource", kNotYet),
    Source("CatalogHudiSource", kNotYet),       Source("S3HudiSource", kNotYet),
    TargetOf("S3CatalogTarget", kNotYet),       TargetOf("CatalogTarget", kNotYet),
    TargetOf("GovernedCatalogTarget", kNotYet),
};

std::vector<NodeKind> ListKinds() {
  std::vector<NodeKind> kinds = {kCustomCode};
  for (const std::span<const NodeKind> part : std::to_array<std::span<const NodeKind>>(
           {kStored, DatabaseKinds(), ConnectorKinds(), StreamKinds(), TableFormatKinds()})) {
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
