// GovernedCatalogTarget: writes to a governed table of Lake Formation, which is written as what it
// is here: a table of the Data Catalog with files in S3.

#include "graph/catalog_target.h"
#include "graph/node.h"

namespace tenon::graph {
namespace {

class GovernedCatalogTargetNode final : public Node {
 public:
  explicit GovernedCatalogTargetNode(CatalogTarget target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindCatalogTarget(target_, inputs[0], environment);
  }

 private:
  const CatalogTarget target_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTarget target, ReadCatalogTarget(parameters));
  return std::make_unique<GovernedCatalogTargetNode>(std::move(target));
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
    {.name = "SchemaChangePolicy",
     .type = ParameterType::kStructure,
     .title = "Data Catalog update options",
     .help = "Whether a run updates the table's columns and adds new partitions to it."},
};

}  // namespace

extern constinit const NodeKind kGovernedCatalogTarget = {
    .name = "GovernedCatalogTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Governed table",
    .documentation =
        "Writes the rows to a table of the Data Catalog: to its location, in its format, "
        "partitioned "
        "by its keys. All files become visible at once when the run succeeds.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
