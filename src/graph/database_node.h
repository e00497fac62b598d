#pragma once

#include <optional>

#include "graph/node.h"
#include "task/database.h"

// What the nodes over databases have in common.
namespace tenon::graph {

// A source with Database and Table of the Data Catalog: a table in a database, of the kind `wanted`
// if one is given; see BindDatabaseTable.
Result<NodePtr> ParseDatabaseSource(const json::Value& parameters,
                                    std::optional<task::DatabaseKind> wanted);
// The same for a target; see BindDatabaseTarget.
Result<NodePtr> ParseDatabaseTarget(const json::Value& parameters,
                                    std::optional<task::DatabaseKind> wanted);

// Parameters of such nodes. What the table's own parameters say stands with the table.
inline constexpr Parameter kDatabaseOfCatalog = {.name = "Database",
                                                 .type = ParameterType::kDatabase,
                                                 .required = true,
                                                 .title = "Database",
                                                 .help = "The database of the Data Catalog."};
inline constexpr Parameter kSourceTable = {
    .name = "Table",
    .type = ParameterType::kTable,
    .required = true,
    .title = "Table",
    .help =
        "A table of the Data Catalog that names a connection (parameter connectionName) and "
        "where the table is (its location: database.schema.table, of MySQL database.table). "
        "Its parameter jobBookmarkKeys names a column that grows with every new row: with job "
        "bookmarks enabled, a run then reads the rows that no earlier run has read. Without "
        "it every run reads all rows; AWS takes the primary key by itself, so that a join "
        "loses the rows whose partners were read before."};
inline constexpr Parameter kTargetTable = {
    .name = "Table",
    .type = ParameterType::kTable,
    .required = true,
    .title = "Table",
    .help =
        "A table of the Data Catalog that names a connection (parameter connectionName) and "
        "where the table is (its location: database.schema.table, of MySQL database.table). "
        "Its parameters say how rows are written: writeMode is append, overwrite (the rows "
        "that are there go) or merge (a row replaces the row of the same mergeKeys, such as "
        "id, day); with createTable true, a run makes the table if it is not there."};
inline constexpr Parameter kConnection = {
    .name = "ConnectionName",
    .type = ParameterType::kConnection,
    .required = true,
    .title = "Connection",
    .help = "A connection of the Data Catalog to PostgreSQL, MySQL or MariaDB."};
inline constexpr Parameter kSourceColumns = {
    .name = "OutputSchemas",
    .type = ParameterType::kStructure,
    .title = "Output schema",
    .help = "The columns to read and their types; without it the database tells them."};
// Glue's model demands them; the connection says already what it leads to.
inline constexpr Parameter kDriverName = {
    .name = "ConnectorName",
    .required = true,
    .title = "Connector",
    .help = "The name of a driver, which AWS asks for; without effect here.",
    .default_value = "jdbc"};
inline constexpr Parameter kDriverType = {
    .name = "ConnectionType",
    .required = true,
    .title = "Connection type",
    .help = "What kind of connector it is, which AWS asks for; without effect here.",
    .default_value = "custom.jdbc"};

inline constexpr std::string_view kDatabaseSourceDocumentation =
    "Reads a table of a database that the Data Catalog knows, as a crawler over a JDBC connection "
    "lists it. Only the columns that the job needs are read, and rows that a filter drops stay in "
    "the database; a large table is read in parallel. All tables of one database are read as they "
    "were at one moment.";
inline constexpr std::string_view kDatabaseTargetDocumentation =
    "Writes the rows to a table of a database that the Data Catalog knows. All that a run writes "
    "to its database is one transaction: if the run fails, the table is as it was. A run writes to "
    "one database; files in S3 it can write beside.";

}  // namespace tenon::graph
