// MySQLCatalogSource: a table of the Data Catalog that is in MySQL or MariaDB.

#include "graph/database_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {kDatabaseOfCatalog, kSourceTable};

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseDatabaseSource(parameters, task::DatabaseKind::kMySql);
}

}  // namespace

extern constinit const NodeKind kMySQLCatalogSource = {
    .name = "MySQLCatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "MySQL",
    .documentation = kDatabaseSourceDocumentation,
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WriteCatalogSource};

}  // namespace tenon::graph
