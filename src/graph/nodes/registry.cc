#include "graph/nodes/registry.h"

#include <algorithm>
#include <vector>

namespace tenon::graph {

// The kinds that are built: k<name> of nodes/<name>.cc. A new kind is a line here.
#define TENON_NODE_KINDS(KIND) \
  KIND(S3CatalogSource)        \
  KIND(CatalogSource)          \
  KIND(S3CsvSource)            \
  KIND(S3ParquetSource)        \
  KIND(ApplyMapping)           \
  KIND(RenameField)            \
  KIND(SelectFields)           \
  KIND(Filter)                 \
  KIND(SparkSQL)               \
  KIND(Join)                   \
  KIND(S3DirectTarget)         \
  KIND(S3GlueParquetTarget)

#define TENON_DECLARE(name) extern const NodeKind k##name;
TENON_NODE_KINDS(TENON_DECLARE)
#undef TENON_DECLARE

namespace {

constexpr std::size_t kMany = 1000;

constexpr NodeKind Source(std::string_view name) { return {name, Category::kSource, 0, 0}; }
constexpr NodeKind Transform(std::string_view name, std::size_t least = 1, std::size_t most = 1) {
  return {name, Category::kTransform, least, most};
}
constexpr NodeKind TargetOf(std::string_view name, std::size_t least = 1) {
  return {name, Category::kTarget, least, 1};
}

// The kinds that a job may hold but not run here, with what the graph's shape depends on.
constexpr NodeKind kNotBuilt[] = {
    Source("S3JsonSource"),
    Source("S3ExcelSource"),
    Source("GovernedCatalogSource"),
    Source("RelationalCatalogSource"),
    Source("PostgreSQLCatalogSource"),
    Source("MySQLCatalogSource"),
    Source("MicrosoftSQLServerCatalogSource"),
    Source("OracleSQLCatalogSource"),
    Source("DirectJDBCSource"),
    Source("JDBCConnectorSource"),
    Source("SparkConnectorSource"),
    Source("AthenaConnectorSource"),
    Source("S3CatalogIcebergSource"),
    Source("CatalogIcebergSource"),
    Source("S3CatalogDeltaSource"),
    Source("CatalogDeltaSource"),
    Source("S3DeltaSource"),
    Source("S3CatalogHudiSource"),
    Source("CatalogHudiSource"),
    Source("S3HudiSource"),
    Source("DirectKafkaSource"),
    Source("CatalogKafkaSource"),
    Source("DirectKinesisSource"),
    Source("CatalogKinesisSource"),
    Source("RedshiftSource"),
    Source("AmazonRedshiftSource"),
    Source("DynamoDBCatalogSource"),
    Source("DynamoDBELTConnectorSource"),
    Source("SnowflakeSource"),
    Source("ConnectorDataSource"),
    Transform("DropFields"),
    Transform("SplitFields"),
    Transform("Union", 2, 2),
    Transform("Merge", 2, 2),
    Transform("Route"),
    Transform("SelectFromCollection"),
    Transform("Aggregate"),
    Transform("DropDuplicates"),
    Transform("DropNullFields"),
    Transform("Spigot"),
    Transform("CustomCode", 1, kMany),
    Transform("DynamicTransform"),
    Transform("FillMissingValues"),
    Transform("PIIDetection"),
    Transform("EvaluateDataQuality"),
    Transform("EvaluateDataQualityMultiFrame", 1, kMany),
    Transform("Recipe"),
    TargetOf("S3CatalogTarget"),
    TargetOf("CatalogTarget"),
    TargetOf("GovernedCatalogTarget"),
    TargetOf("PostgreSQLCatalogTarget"),
    TargetOf("MySQLCatalogTarget"),
    TargetOf("MicrosoftSQLServerCatalogTarget"),
    TargetOf("OracleSQLCatalogTarget"),
    TargetOf("JDBCConnectorTarget"),
    TargetOf("SparkConnectorTarget"),
    TargetOf("S3IcebergDirectTarget"),
    TargetOf("S3IcebergCatalogTarget"),
    TargetOf("S3DeltaDirectTarget"),
    TargetOf("S3DeltaCatalogTarget"),
    TargetOf("S3HudiDirectTarget"),
    TargetOf("S3HudiCatalogTarget"),
    TargetOf("S3HyperDirectTarget"),
    TargetOf("RedshiftTarget"),
    TargetOf("AmazonRedshiftTarget", 0),
    TargetOf("SnowflakeTarget", 0),
    TargetOf("ConnectorDataTarget", 0),
};

std::vector<const NodeKind*> ListKinds() {
#define TENON_ADDRESS(name) &k##name,
  std::vector<const NodeKind*> kinds = {TENON_NODE_KINDS(TENON_ADDRESS)};
#undef TENON_ADDRESS
  for (const NodeKind& kind : kNotBuilt) kinds.push_back(&kind);
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
