// CatalogTarget: writes to a table of the Data Catalog, in S3 or in a database.

#include "graph/catalog_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    kTablePartitionKeys,
};

}  // namespace

extern constinit const NodeKind kCatalogTarget = {.name = "CatalogTarget",
                                                  .category = Category::kTarget,
                                                  .least_inputs = 1,
                                                  .most_inputs = 1,
                                                  .title = "AWS Glue Data Catalog",
                                                  .documentation = kAnyCatalogTargetDocumentation,
                                                  .parameters = kParameters,
                                                  .parse = &ParseCatalogTarget,
                                                  .script = &WriteCatalogTarget};

}  // namespace tenon::graph
