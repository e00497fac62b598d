// GovernedCatalogTarget: writes to a governed table of Lake Formation, which is written as what it
// is here: a table of the Data Catalog with files in S3.

#include "graph/catalog_node.h"
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
};

}  // namespace

extern constinit const NodeKind kGovernedCatalogTarget = {
    .name = "GovernedCatalogTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Governed table",
    .documentation = kCatalogTargetDocumentation,
    .parameters = kParameters,
    .parse = &ParseS3CatalogTarget,
    .script = &WriteCatalogTarget};

}  // namespace tenon::graph
