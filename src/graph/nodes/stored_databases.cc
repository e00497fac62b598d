// Kinds that read or write databases that cannot be reached: by a table of the Data Catalog, or by
// the warehouse's own node.

#include "graph/nodes/stored_kind.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kDatabases =
    "this database cannot be reached from here, as PostgreSQL, MySQL and MariaDB can; export the "
    "table to S3 and read it there, or write to S3";
constexpr std::string_view kSnowflake =
    "Snowflake cannot be reached from here, as PostgreSQL, MySQL and MariaDB can; unload the table "
    "to S3 and read it there, or write Parquet to S3 and load it from there";

constexpr Parameter kTableOfCatalog[] = {kCatalogDatabase, kCatalogTable};

constexpr std::string_view kReadsTable =
    "Reads a table of this database that the Data Catalog knows, as a crawler over a JDBC "
    "connection lists it.";
constexpr std::string_view kWritesTable =
    "Appends the rows to a table of this database that the Data Catalog knows.";

constexpr Parameter kTemporaryFolder = {
    .name = "RedshiftTmpDir",
    .type = ParameterType::kS3Path,
    .title = "Temporary folder",
    .help = "Where Redshift unloads to and copies from, in S3."};
constexpr Parameter kTemporaryRole = {
    .name = "TmpDirIAMRole",
    .title = "IAM role",
    .help = "The role with which Redshift reads and writes the temporary folder."};

constexpr Parameter kRedshiftSource[] = {kCatalogDatabase, kCatalogTable, kTemporaryFolder,
                                         kTemporaryRole};
constexpr Parameter kRedshiftTarget[] = {
    kCatalogDatabase,
    kCatalogTable,
    kTemporaryFolder,
    kTemporaryRole,
    {.name = "UpsertRedshiftOptions",
     .type = ParameterType::kStructure,
     .title = "Upsert",
     .help = "The table, connection and key columns with which rows replace those of the same "
             "key."}};

constexpr Parameter kAmazonRedshift[] = {
    {.name = "Data",
     .type = ParameterType::kStructure,
     .title = "Data",
     .help = "How Redshift is reached, which table or query, what is done with rows that are "
             "there, and SQL to run before and after."}};

constexpr Parameter kSnowflakeData = {
    .name = "Data",
    .type = ParameterType::kStructure,
    .required = true,
    .title = "Data",
    .help =
        "The connection, which table or query, what is done with rows that are there, and SQL "
        "to run before and after."};
constexpr Parameter kSnowflakeSource[] = {kSnowflakeData, kOutputSchemas};
constexpr Parameter kSnowflakeTarget[] = {kSnowflakeData};

constexpr NodeKind kKinds[] = {
    StoredSource("MicrosoftSQLServerCatalogSource", {"Microsoft SQL Server", kReadsTable},
                 kTableOfCatalog, kDatabases),
    StoredSource("OracleSQLCatalogSource", {"Oracle SQL", kReadsTable}, kTableOfCatalog,
                 kDatabases),
    StoredSource("RedshiftSource",
                 {"Amazon Redshift table",
                  "Reads a table of Redshift that the Data Catalog knows, by way of S3."},
                 kRedshiftSource, kDatabases),
    StoredSource("AmazonRedshiftSource",
                 {"Amazon Redshift", "Reads a table or a query of Redshift."}, kAmazonRedshift,
                 kDatabases),
    StoredSource("SnowflakeSource", {"Snowflake", "Reads a table or a query of Snowflake."},
                 kSnowflakeSource, kSnowflake),
    StoredTarget("MicrosoftSQLServerCatalogTarget", {"Microsoft SQL Server", kWritesTable},
                 kTableOfCatalog, kDatabases),
    StoredTarget("OracleSQLCatalogTarget", {"Oracle SQL", kWritesTable}, kTableOfCatalog,
                 kDatabases),
    StoredTarget("RedshiftTarget",
                 {"Amazon Redshift table",
                  "Writes the rows to a table of Redshift that the Data Catalog knows, by way of "
                  "S3; with Upsert, rows replace those of the same key."},
                 kRedshiftTarget, kDatabases),
    StoredTarget("AmazonRedshiftTarget",
                 {"Amazon Redshift",
                  "Appends the rows to a table of Redshift, merges them into it or replaces it."},
                 kAmazonRedshift, kDatabases, 0),
    StoredTarget("SnowflakeTarget",
                 {"Snowflake",
                  "Appends the rows to a table of Snowflake, merges them into it or replaces it."},
                 kSnowflakeTarget, kSnowflake, 0),
};

}  // namespace

std::span<const NodeKind> DatabaseKinds() { return kKinds; }

}  // namespace tenon::graph
