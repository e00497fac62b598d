#include "graph/catalog_node.h"

#include "graph/catalog_table.h"
#include "graph/catalog_target.h"

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

class CatalogTargetNode final : public Node {
 public:
  explicit CatalogTargetNode(CatalogTarget target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindCatalogTarget(target_, inputs[0], environment);
  }

 private:
  const CatalogTarget target_;
};

}  // namespace

Result<NodePtr> ParseCatalogSource(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTable table, ReadCatalogTable(parameters));
  return std::make_unique<CatalogSource>(std::move(table));
}

Result<NodePtr> ParseS3CatalogSource(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTable table, ReadCatalogTable(parameters));
  table.place = TablePlace::kFiles;
  return std::make_unique<CatalogSource>(std::move(table));
}

Result<NodePtr> ParseCatalogTarget(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTarget target, ReadCatalogTarget(parameters));
  return std::make_unique<CatalogTargetNode>(std::move(target));
}

Result<NodePtr> ParseS3CatalogTarget(const json::Value& parameters) {
  ASSIGN_OR_RETURN(CatalogTarget target, ReadCatalogTarget(parameters));
  target.place = TablePlace::kFiles;
  return std::make_unique<CatalogTargetNode>(std::move(target));
}

}  // namespace tenon::graph
