// CatalogSource: a table of the Data Catalog, wherever its rows lie (the console's "AWS Glue Data
// Catalog" node), in S3 or in a database.

#include "graph/catalog_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    kPartitionPredicate,
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "What the console has found; the table's own columns count."},
};

}  // namespace

extern constinit const NodeKind kCatalogSource = {.name = "CatalogSource",
                                                  .category = Category::kSource,
                                                  .least_inputs = 0,
                                                  .most_inputs = 0,
                                                  .title = "AWS Glue Data Catalog",
                                                  .documentation = kAnyCatalogSourceDocumentation,
                                                  .parameters = kParameters,
                                                  .parse = &ParseCatalogSource,
                                                  .script = &WriteCatalogSource};

}  // namespace tenon::graph
