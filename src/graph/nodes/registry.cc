#include "graph/nodes/registry.h"

#include <algorithm>
#include <vector>

#include "graph/nodes/stored_kinds.h"

namespace tenon::graph {

// The kinds that are built: k<name> of nodes/<name>.cc. A new kind is a line here.
#define TENON_NODE_KINDS(KIND)        \
  KIND(S3CatalogSource)               \
  KIND(CatalogSource)                 \
  KIND(S3CatalogIcebergSource)        \
  KIND(CatalogIcebergSource)          \
  KIND(S3CatalogDeltaSource)          \
  KIND(CatalogDeltaSource)            \
  KIND(S3DeltaSource)                 \
  KIND(S3CatalogHudiSource)           \
  KIND(CatalogHudiSource)             \
  KIND(S3HudiSource)                  \
  KIND(GovernedCatalogSource)         \
  KIND(S3ExcelSource)                 \
  KIND(S3CsvSource)                   \
  KIND(S3JsonSource)                  \
  KIND(S3ParquetSource)               \
  KIND(RelationalCatalogSource)       \
  KIND(PostgreSQLCatalogSource)       \
  KIND(MySQLCatalogSource)            \
  KIND(DirectJDBCSource)              \
  KIND(JDBCConnectorSource)           \
  KIND(ApplyMapping)                  \
  KIND(RenameField)                   \
  KIND(SelectFields)                  \
  KIND(Filter)                        \
  KIND(SparkSQL)                      \
  KIND(Join)                          \
  KIND(DropFields)                    \
  KIND(SplitFields)                   \
  KIND(Union)                         \
  KIND(Merge)                         \
  KIND(Route)                         \
  KIND(SelectFromCollection)          \
  KIND(Aggregate)                     \
  KIND(DropDuplicates)                \
  KIND(DynamicTransform)              \
  KIND(DropNullFields)                \
  KIND(FillMissingValues)             \
  KIND(Spigot)                        \
  KIND(EvaluateDataQuality)           \
  KIND(EvaluateDataQualityMultiFrame) \
  KIND(PIIDetection)                  \
  KIND(Recipe)                        \
  KIND(S3CatalogTarget)               \
  KIND(CatalogTarget)                 \
  KIND(GovernedCatalogTarget)         \
  KIND(S3DirectTarget)                \
  KIND(S3GlueParquetTarget)           \
  KIND(PostgreSQLCatalogTarget)       \
  KIND(MySQLCatalogTarget)            \
  KIND(JDBCConnectorTarget)

#define TENON_DECLARE(name) extern const NodeKind k##name;
TENON_NODE_KINDS(TENON_DECLARE)
#undef TENON_DECLARE

namespace {

std::vector<const NodeKind*> ListKinds() {
#define TENON_ADDRESS(name) &k##name,
  std::vector<const NodeKind*> kinds = {TENON_NODE_KINDS(TENON_ADDRESS)};
#undef TENON_ADDRESS
  for (const NodeKind& kind : StoredKinds()) kinds.push_back(&kind);
  return kinds;
}

}  // namespace

std::span<const NodeKind* const> NodeKinds() {
  static const std::vector<const NodeKind*> kKinds = ListKinds();
  return kKinds;
}

const NodeKind* FindNodeKind(std::string_view name) {
  const auto kinds = NodeKinds();
  const auto it = std::ranges::find(kinds, name, &NodeKind::name);
  return it == kinds.end() ? nullptr : *it;
}

}  // namespace tenon::graph
