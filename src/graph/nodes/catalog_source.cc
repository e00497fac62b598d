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
  const json::Reader reader(parameters);
  CatalogTable table;
  ASSIGN_OR_RETURN(table.database, reader.String("Database"));
  ASSIGN_OR_RETURN(table.table, reader.String("Table"));
  ASSIGN_OR_RETURN(table.partition_predicate, reader.StringOr("PartitionPredicate", ""));
  return std::make_unique<CatalogSource>(std::move(table));
}

}  // namespace

extern constinit const NodeKind kCatalogSource = {
    .name = "CatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "AWS Glue Data Catalog",
    .documentation =
        "Reads a table of the Data Catalog, with the columns and types that the table declares. "
        "The "
        "table's files must lie in S3, as CSV, JSON or Parquet. A partition predicate, such as "
        "year = '2026', leaves out whole partitions before any file is opened.",
    .parse = &Parse};

}  // namespace tenon::graph
