// CatalogIcebergSource: a table of Apache Iceberg of the Data Catalog.

#include "graph/lake_node.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, LakeKind::kIceberg, "AdditionalIcebergOptions");
}

constexpr Parameter kParameters[] = {kCatalogDatabase,
                                     kCatalogTable,
                                     {.name = "AdditionalIcebergOptions",
                                      .type = ParameterType::kMap,
                                      .title = "Iceberg options",
                                      .help = "snapshot-id or as-of-timestamp (milliseconds) "
                                              "choose an older state; other options change "
                                              "nothing."},
                                     kLakeSchema};

}  // namespace

extern constinit const NodeKind kCatalogIcebergSource = {
    .name = "CatalogIcebergSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Apache Iceberg (AWS Glue Data Catalog)",
    .documentation =
        "Reads an Apache Iceberg table, rows that were deleted left out. Its metadata file is the "
        "one that the Data Catalog names. The data must lie below the table's location.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
