// S3CatalogSource: a table of the Data Catalog whose files lie in S3 (the console's "Amazon S3"
// node with "Data Catalog table").

#include "graph/catalog_table.h"
#include "graph/node.h"

namespace tenon::graph {
namespace {

class S3CatalogSource final : public Node {
 public:
  explicit S3CatalogSource(CatalogTable table) : table_(std::move(table)) {}

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
  return std::make_unique<S3CatalogSource>(std::move(table));
}

}  // namespace

extern constinit const NodeKind kS3CatalogSource = {
    .name = "S3CatalogSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation =
        "Reads the files of a Data Catalog table from S3, with the columns and types that the "
        "table "
        "declares. CSV, JSON and Parquet tables can be read. A partition predicate, such as "
        "year = '2026', leaves out whole partitions before any file is opened.",
    .parse = &Parse};

}  // namespace tenon::graph
