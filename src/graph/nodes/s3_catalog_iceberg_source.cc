// S3CatalogIcebergSource: a table of Apache Iceberg of the Data Catalog.

#include "graph/lake_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, kIcebergFormat);
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteLakeTable(node, script, "AdditionalIcebergOptions");
}

constexpr Parameter kParameters[] = {kCatalogDatabase, kCatalogTable, kIcebergFormat.options,
                                     kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3CatalogIcebergSource = {
    .name = "S3CatalogIcebergSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Apache Iceberg",
    .documentation = kIcebergFormat.documentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
