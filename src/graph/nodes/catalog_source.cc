// CatalogSource: a table of the Data Catalog, wherever its rows lie (the console's "AWS Glue Data
// Catalog" node). Tables in S3 can be read.

#include "graph/catalog_table.h"
#include "graph/node.h"

namespace tenon::graph {
namespace {

class CatalogSource final : public Node {
 public:
  explicit CatalogSource(CatalogTable table) : table_(std::move(table)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    return BindCatalogTable(table_, environment);
  }

 private:
  const CatalogTable table_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTable table, ReadCatalogTable(parameters));
  return std::make_unique<CatalogSource>(std::move(table));
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
    {.name = "PartitionPredicate",
     .type = ParameterType::kCode,
     .title = "Partition predicate",
     .help = "A condition over the partition keys: year = '2026'. Other partitions are not read."},
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "What the console has found; the table's own columns count."},
};

}  // namespace

extern constinit const NodeKind kCatalogSource = {
    .name = "CatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "AWS Glue Data Catalog",
    .documentation =
        "Reads a table of the Data Catalog, with the columns and types that the table declares. "
        "Its files must lie in S3, as CSV, JSON, Parquet, Avro or XML, or make a table of "
        "Iceberg, Delta or Hudi. A partition predicate, such as year = '2026', leaves out whole "
        "partitions before any file is opened.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
