// RelationalCatalogSource: a table of the Data Catalog that is in a database of any kind.

#include "graph/database_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {kDatabaseOfCatalog, kSourceTable};

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseDatabaseSource(parameters, std::nullopt);
}

}  // namespace

extern constinit const NodeKind kRelationalCatalogSource = {
    .name = "RelationalCatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Relational DB",
    .documentation = kDatabaseSourceDocumentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WriteCatalogSource};

}  // namespace tenon::graph
