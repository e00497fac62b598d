// S3CatalogSource: a table of the Data Catalog whose files lie in S3 (the console's "Amazon S3"
// node with "Data Catalog table").

#include "graph/catalog_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    kPartitionPredicate,
    kBoundedExecution,
};

}  // namespace

extern constinit const NodeKind kS3CatalogSource = {.name = "S3CatalogSource",
                                                    .category = Category::kSource,
                                                    .least_inputs = 0,
                                                    .most_inputs = 0,
                                                    .title = "Amazon S3",
                                                    .documentation = kCatalogSourceDocumentation,
                                                    .parameters = kParameters,
                                                    .parse = &ParseS3CatalogSource,
                                                    .script = &WriteCatalogSource};

}  // namespace tenon::graph
