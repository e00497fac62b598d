// CatalogTarget: writes to a table of the Data Catalog, whose files must lie in S3.

#include "graph/catalog_target.h"

#include "graph/node.h"

namespace tenon::graph {
namespace {

class CatalogTargetNode final : public Node {
 public:
  explicit CatalogTargetNode(CatalogTarget target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindCatalogTarget(target_, inputs[0], environment);
  }

 private:
  const CatalogTarget target_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTarget target, ReadCatalogTarget(parameters));
  return std::make_unique<CatalogTargetNode>(std::move(target));
}

constexpr Parameter kParameters[] = {
    {.name = "Database",
     .type = ParameterType::kDatabase,
     .required = true,
     .title = "Database",
     .help = "The database of the Data Catalog."},
    {.name = "Table",
     .type = ParameterType::kTable,
     .required = true,
     .title = "Table",
     .help = "The table of that database."},
    {.name = "PartitionKeys",
     .type = ParameterType::kColumns,
     .title = "Partition keys",
     .help = "Those of the table; may be left out."},
};

}  // namespace

extern constinit const NodeKind kCatalogTarget = {
    .name = "CatalogTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "AWS Glue Data Catalog",
    .documentation =
        "Writes the rows to a table of the Data Catalog: to its location, in its format, "
        "partitioned "
        "by its keys. All files become visible at once when the run succeeds.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
