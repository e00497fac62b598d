// PostgreSQLCatalogTarget: writes to a table of the Data Catalog that is in PostgreSQL.

#include "graph/database_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {kDatabaseOfCatalog, kTargetTable};

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseDatabaseTarget(parameters, task::DatabaseKind::kPostgres);
}

}  // namespace

extern constinit const NodeKind kPostgreSQLCatalogTarget = {
    .name = "PostgreSQLCatalogTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "PostgreSQL",
    .documentation = kDatabaseTargetDocumentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WriteCatalogTarget};

}  // namespace tenon::graph
