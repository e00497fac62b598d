// PostgreSQLCatalogSource: a table of the Data Catalog that is in PostgreSQL.

#include "graph/database_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {kDatabaseOfCatalog, kSourceTable};

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseDatabaseSource(parameters, task::DatabaseKind::kPostgres);
}

}  // namespace

extern constinit const NodeKind kPostgreSQLCatalogSource = {
    .name = "PostgreSQLCatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "PostgreSQL",
    .documentation = kDatabaseSourceDocumentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WriteCatalogSource};

}  // namespace tenon::graph
