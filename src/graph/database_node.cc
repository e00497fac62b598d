#include "graph/database_node.h"

#include "graph/catalog_target.h"

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

class DatabaseTargetNode final : public Node {
 public:
  explicit DatabaseTargetNode(CatalogTarget target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindCatalogTarget(target_, inputs[0], environment);
  }

 private:
  const CatalogTarget target_;
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

Result<NodePtr> ParseDatabaseTarget(const json::Value& parameters,
                                    std::optional<task::DatabaseKind> wanted) {
  const json::Reader reader(parameters);
  CatalogTarget target;
  ASSIGN_OR_RETURN(target.database, reader.String("Database"));
  ASSIGN_OR_RETURN(target.table, reader.String("Table"));
  target.place = TablePlace::kDatabase;
  target.database_kind = wanted;
  return std::make_unique<DatabaseTargetNode>(std::move(target));
}

}  // namespace tenon::graph
