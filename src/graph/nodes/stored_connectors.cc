// Kinds that reach a service by a connector: Spark's, Athena's, those of SaaS and DynamoDB.

#include "graph/nodes/stored_kind.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kSparkOnly =
    "a Spark connector runs on Spark only, which is not built here yet; use an S3 node instead";
constexpr std::string_view kLambda =
    "an Athena connector is a Lambda function of AWS, which is not there outside of AWS; read a "
    "table of the Data Catalog instead";
constexpr std::string_view kDynamo =
    "DynamoDB is a service of AWS, which is not there outside of AWS; export the table to S3 and "
    "read it there";
constexpr std::string_view kServices =
    "connectors to services of others are not built here; go by files in S3 instead";

constexpr Parameter kSpark[] = {kConnectionName,
                                kConnectorName,
                                kConnectionType,
                                {.name = "AdditionalOptions",
                                 .type = ParameterType::kMap,
                                 .title = "Connection options",
                                 .help = "Options of the connector, by name."},
                                kOutputSchemas};

constexpr Parameter kAthena[] = {kConnectionName,
                                 kConnectorName,
                                 kConnectionType,
                                 {.name = "ConnectionTable",
                                  .title = "Table name",
                                  .help = "The table that the connector reads."},
                                 {.name = "SchemaName",
                                  .required = true,
                                  .title = "Schema name",
                                  .help = "The schema in which the connector finds the table."},
                                 kOutputSchemas};

constexpr Parameter kDynamoTable[] = {
    kCatalogDatabase,
    kCatalogTable,
    {.name = "PitrEnabled",
     .type = ParameterType::kBoolean,
     .title = "Point-in-time recovery",
     .help = "Whether the table keeps it, so that an export can be read."},
    {.name = "AdditionalOptions",
     .type = ParameterType::kStructure,
     .title = "Additional options",
     .help = "Whether an export is read and whether DynamoDB's JSON is unnested."}};

constexpr Parameter kDynamoExport[] = {
    {.name = "ConnectionOptions",
     .type = ParameterType::kStructure,
     .title = "DynamoDB export",
     .help = "The table's ARN, the bucket and prefix of the export, and the role to read with."},
    kOutputSchemas};

constexpr Parameter kServiceType = {.name = "ConnectionType",
                                    .required = true,
                                    .title = "Connection type",
                                    .help = "The service: opensearch, bigquery, salesforce, ..."};
constexpr Parameter kServiceData = {.name = "Data",
                                    .type = ParameterType::kMap,
                                    .required = true,
                                    .title = "Connection options",
                                    .help = "Options of the service's connector, by name."};
constexpr Parameter kServiceSource[] = {kServiceType, kServiceData, kOutputSchemas};
constexpr Parameter kServiceTarget[] = {kServiceType, kServiceData};

constexpr NodeKind kKinds[] = {
    StoredSource("SparkConnectorSource",
                 {"Spark connector", "Reads by a Spark data source of your own."}, kSpark,
                 kSparkOnly),
    StoredSource("AthenaConnectorSource",
                 {"Athena connector", "Reads by a connector of Athena's federated queries."},
                 kAthena, kLambda),
    StoredSource(
        "DynamoDBCatalogSource",
        {"Amazon DynamoDB table", "Reads a table of DynamoDB that the Data Catalog knows."},
        kDynamoTable, kDynamo),
    StoredSource("DynamoDBELTConnectorSource",
                 {"Amazon DynamoDB", "Reads a table of DynamoDB by an export to S3."},
                 kDynamoExport, kDynamo),
    StoredSource("ConnectorDataSource",
                 {"Connector", "Reads from a service that a connection of that type leads to."},
                 kServiceSource, kServices),
    StoredTarget("SparkConnectorTarget",
                 {"Spark connector", "Writes the rows by a Spark data source of your own."}, kSpark,
                 kSparkOnly),
    StoredTarget(
        "ConnectorDataTarget",
        {"Connector", "Writes the rows to a service that a connection of that type leads to."},
        kServiceTarget, kServices, 0),
};

}  // namespace

std::span<const NodeKind> ConnectorKinds() { return kKinds; }

}  // namespace tenon::graph
