// CatalogHudiSource: a table of Apache Hudi of the Data Catalog.

#include "graph/lake_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, kHudiFormat);
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteLakeTable(node, script, "AdditionalHudiOptions");
}

constexpr Parameter kParameters[] = {kCatalogDatabase, kCatalogTable, kHudiFormat.options,
                                     kLakeSchema};

}  // namespace

extern constinit const NodeKind kCatalogHudiSource = {
    .name = "CatalogHudiSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Apache Hudi (AWS Glue Data Catalog)",
    .documentation = kHudiFormat.documentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
