// CatalogIcebergSource: a table of Apache Iceberg of the Data Catalog.

#include "graph/lake_node.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, kIcebergFormat);
}

constexpr Parameter kParameters[] = {kCatalogDatabase, kCatalogTable, kIcebergFormat.options,
                                     kLakeSchema};

}  // namespace

extern constinit const NodeKind kCatalogIcebergSource = {
    .name = "CatalogIcebergSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Apache Iceberg (AWS Glue Data Catalog)",
    .documentation = kIcebergFormat.documentation,
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
