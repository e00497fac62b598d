// S3CatalogDeltaSource: a table of Delta Lake of the Data Catalog.

#include "graph/lake_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, kDeltaFormat);
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteLakeTable(node, script, "AdditionalDeltaOptions");
}

constexpr Parameter kParameters[] = {kCatalogDatabase, kCatalogTable, kDeltaFormat.options,
                                     kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3CatalogDeltaSource = {
    .name = "S3CatalogDeltaSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Delta Lake",
    .documentation = kDeltaFormat.documentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
