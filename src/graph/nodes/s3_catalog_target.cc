// S3CatalogTarget: writes to a table of the Data Catalog whose files lie in S3.

#include "graph/catalog_node.h"
#include "graph/s3_target_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    kTablePartitionKeys,
    {.name = "SchemaChangePolicy",
     .type = ParameterType::kStructure,
     .title = "Data Catalog update options",
     .help = "Whether a run updates the table's columns and adds new partitions to it."},
    kAutoDataQuality,
};

}  // namespace

extern constinit const NodeKind kS3CatalogTarget = {.name = "S3CatalogTarget",
                                                    .category = Category::kTarget,
                                                    .least_inputs = 1,
                                                    .most_inputs = 1,
                                                    .title = "Amazon S3",
                                                    .documentation = kCatalogTargetDocumentation,
                                                    .parameters = kParameters,
                                                    .parse = &ParseS3CatalogTarget,
                                                    .script = &WriteCatalogTarget};

}  // namespace tenon::graph
