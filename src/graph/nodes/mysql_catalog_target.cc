// MySQLCatalogTarget: writes to a table of the Data Catalog that is in MySQL or MariaDB.

#include "graph/database_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {kDatabaseOfCatalog, kTargetTable};

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseDatabaseTarget(parameters, task::DatabaseKind::kMySql);
}

}  // namespace

extern constinit const NodeKind kMySQLCatalogTarget = {
    .name = "MySQLCatalogTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "MySQL",
    .documentation = kDatabaseTargetDocumentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WriteCatalogTarget};

}  // namespace tenon::graph
