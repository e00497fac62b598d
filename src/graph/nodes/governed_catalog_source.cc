// GovernedCatalogSource: a governed table of Lake Formation, which is read as what it is here: a
// table of the Data Catalog with files in S3.

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

extern constinit const NodeKind kGovernedCatalogSource = {
    .name = "GovernedCatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Governed table",
    .documentation = kCatalogSourceDocumentation,
    .parameters = kParameters,
    .parse = &ParseS3CatalogSource,
    .script = &WriteCatalogSource};

}  // namespace tenon::graph
