#include "graph/database_node.h"

#include "graph/catalog_table.h"

namespace tenon::graph {
namespace {

class DatabaseSourceNode final : public Node {
 public:
  explicit DatabaseSourceNode(CatalogTable table) : table_(std::move(table)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    return BindCatalogTable(table_, environment);
  }

 private:
  const CatalogTable table_;
};

}  // namespace

Result<NodePtr> ParseDatabaseSource(const json::Value& parameters,
                                    std::optional<task::DatabaseKind> wanted) {
  const json::Reader reader(parameters);
  CatalogTable table;
  ASSIGN_OR_RETURN(table.database, reader.String("Database"));
  ASSIGN_OR_RETURN(table.table, reader.String("Table"));
  table.place = TablePlace::kDatabase;
  table.database_kind = wanted;
  return std::make_unique<DatabaseSourceNode>(std::move(table));
}

}  // namespace tenon::graph
