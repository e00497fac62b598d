#include "graph/nodes/stored_kinds.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kNotYet =
    "this kind of node is not built here yet; the job can be saved, but to run it replace this "
    "node";
constexpr std::string_view kDatabase =
    "databases cannot be read or written by a job here yet; export the table to S3 and read it "
    "there, or write to S3";
constexpr std::string_view kTableFormat =
    "Iceberg, Delta and Hudi tables cannot be written here yet; write Parquet to S3 instead";
constexpr std::string_view kPython =
    "Python code runs on Spark, which is not built here yet; use a SQL Query node instead";
constexpr std::string_view kSparkConnector =
    "a Spark connector runs on Spark only, which is not built here yet; use an S3 node instead";
constexpr std::string_view kLambda =
    "an Athena connector is a Lambda function of AWS, which is not there outside of AWS; read a "
    "table of the Data Catalog instead";
constexpr std::string_view kStream =
    "streams are not read here: a run reads what is there and ends; land the records in S3 and "
    "read them there";
constexpr std::string_view kDynamo =
    "DynamoDB is a service of AWS, which is not there outside of AWS; export the table to S3 and "
    "read it there";
constexpr std::string_view kSnowflake =
    "Snowflake cannot be reached from here; unload the table to S3 and read it there, or write "
    "Parquet to S3 and load it from there";
constexpr std::string_view kConnector =
    "connectors to services of others are not built here; go by files in S3 instead";
constexpr std::string_view kHyper =
    "Tableau's Hyper files cannot be written here; write Parquet, which Tableau reads too";

constexpr std::size_t kMany = 1000;

constexpr NodeKind Source(std::string_view name, std::string_view refusal) {
  return {.name = name,
          .category = Category::kSource,
          .least_inputs = 0,
          .most_inputs = 0,
          .refusal = refusal};
}
constexpr NodeKind Transform(std::string_view name, std::string_view refusal, std::size_t least = 1,
                             std::size_t most = 1) {
  return {.name = name,
          .category = Category::kTransform,
          .least_inputs = least,
          .most_inputs = most,
          .refusal = refusal};
}
constexpr NodeKind TargetOf(std::string_view name, std::string_view refusal,
                            std::size_t least = 1) {
  return {.name = name,
          .category = Category::kTarget,
          .least_inputs = least,
          .most_inputs = 1,
          .refusal = refusal};
}

constexpr NodeKind kStored[] = {
    Source("S3JsonSource", kNotYet),
    Source("S3ExcelSource", kNotYet),
    Source("GovernedCatalogSource", kNotYet),
    Source("RelationalCatalogSource", kDatabase),
    Source("PostgreSQLCatalogSource", kDatabase),
    Source("MySQLCatalogSource", kDatabase),
    Source("MicrosoftSQLServerCatalogSource", kDatabase),
    Source("OracleSQLCatalogSource", kDatabase),
    Source("DirectJDBCSource", kDatabase),
    Source("JDBCConnectorSource", kDatabase),
    Source("SparkConnectorSource", kSparkConnector),
    Source("AthenaConnectorSource", kLambda),
    Source("S3CatalogIcebergSource", kNotYet),
    Source("CatalogIcebergSource", kNotYet),
    Source("S3CatalogDeltaSource", kNotYet),
    Source("CatalogDeltaSource", kNotYet),
    Source("S3DeltaSource", kNotYet),
    Source("S3CatalogHudiSource", kNotYet),
    Source("CatalogHudiSource", kNotYet),
    Source("S3HudiSource", kNotYet),
    Source("DirectKafkaSource", kStream),
    Source("CatalogKafkaSource", kStream),
    Source("DirectKinesisSource", kStream),
    Source("CatalogKinesisSource", kStream),
    Source("RedshiftSource", kDatabase),
    Source("AmazonRedshiftSource", kDatabase),
    Source("DynamoDBCatalogSource", kDynamo),
    Source("DynamoDBELTConnectorSource", kDynamo),
    Source("SnowflakeSource", kSnowflake),
    Source("ConnectorDataSource", kConnector),
    Transform("DropNullFields", kNotYet),
    Transform("Spigot", kNotYet),
    Transform("CustomCode", kPython, 1, kMany),
    Transform("FillMissingValues", kNotYet),
    Transform("PIIDetection", kNotYet),
    Transform("EvaluateDataQuality", kNotYet),
    Transform("EvaluateDataQualityMultiFrame", kNotYet, 1, kMany),
    Transform("Recipe", kNotYet),
    TargetOf("S3CatalogTarget", kNotYet),
    TargetOf("CatalogTarget", kNotYet),
    TargetOf("GovernedCatalogTarget", kNotYet),
    TargetOf("PostgreSQLCatalogTarget", kDatabase),
    TargetOf("MySQLCatalogTarget", kDatabase),
    TargetOf("MicrosoftSQLServerCatalogTarget", kDatabase),
    TargetOf("OracleSQLCatalogTarget", kDatabase),
    TargetOf("JDBCConnectorTarget", kDatabase),
    TargetOf("SparkConnectorTarget", kSparkConnector),
    TargetOf("S3IcebergDirectTarget", kTableFormat),
    TargetOf("S3IcebergCatalogTarget", kTableFormat),
    TargetOf("S3DeltaDirectTarget", kTableFormat),
    TargetOf("S3DeltaCatalogTarget", kTableFormat),
    TargetOf("S3HudiDirectTarget", kTableFormat),
    TargetOf("S3HudiCatalogTarget", kTableFormat),
    TargetOf("S3HyperDirectTarget", kHyper),
    TargetOf("RedshiftTarget", kDatabase),
    TargetOf("AmazonRedshiftTarget", kDatabase, 0),
    TargetOf("SnowflakeTarget", kSnowflake, 0),
    TargetOf("ConnectorDataTarget", kConnector, 0),
};

}  // namespace

std::span<const NodeKind> StoredKinds() { return kStored; }

}  // namespace tenon::graph
