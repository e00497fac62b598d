#pragma once

#include "graph/node.h"

// What the sources and targets over tables of the Data Catalog have in common.
namespace tenon::graph {

// A source with Database, Table, PartitionPredicate and AdditionalOptions; see BindCatalogTable.
Result<NodePtr> ParseCatalogSource(const json::Value& parameters);
// The same, of tables in S3 only.
Result<NodePtr> ParseS3CatalogSource(const json::Value& parameters);

// A target with Database, Table, PartitionKeys, SchemaChangePolicy and AutoDataQuality; see
// BindCatalogTarget.
Result<NodePtr> ParseCatalogTarget(const json::Value& parameters);
// The same, of tables in S3 only.
Result<NodePtr> ParseS3CatalogTarget(const json::Value& parameters);

// Parameters of such nodes.
inline constexpr Parameter kCatalogDatabase = {.name = "Database",
                                               .type = ParameterType::kDatabase,
                                               .required = true,
                                               .title = "Database",
                                               .help = "The database of the Data Catalog."};
inline constexpr Parameter kCatalogTable = {.name = "Table",
                                            .type = ParameterType::kTable,
                                            .required = true,
                                            .title = "Table",
                                            .help = "The table of that database."};
inline constexpr Parameter kPartitionPredicate = {
    .name = "PartitionPredicate",
    .type = ParameterType::kCode,
    .title = "Partition predicate",
    .help = "A condition over the partition keys: year = '2026'. Other partitions are not read."};
inline constexpr Parameter kBoundedExecution = {
    .name = "AdditionalOptions",
    .type = ParameterType::kStructure,
    .title = "Bounded execution",
    .help = "BoundedFiles and BoundedSize: read only the first files, so many or so many bytes."};
inline constexpr Parameter kTablePartitionKeys = {.name = "PartitionKeys",
                                                  .type = ParameterType::kColumns,
                                                  .title = "Partition keys",
                                                  .help = "Those of the table; may be left out."};

inline constexpr std::string_view kCatalogSourceDocumentation =
    "Reads a table of the Data Catalog, with the columns and types that the table declares. "
    "Its files must lie in S3, as CSV, JSON, Parquet, Avro or XML, or make a table of "
    "Iceberg, Delta or Hudi. A partition predicate, such as year = '2026', leaves out whole "
    "partitions before any file is opened.";
inline constexpr std::string_view kAnyCatalogSourceDocumentation =
    "Reads a table of the Data Catalog, with the columns and types that the table declares. "
    "Its files lie in S3, as CSV, JSON, Parquet, Avro or XML, or make a table of Iceberg, Delta or "
    "Hudi; or it is in a database of PostgreSQL or MySQL, as a crawler over a JDBC connection "
    "lists it. A partition predicate, such as year = '2026', leaves out whole partitions before "
    "any file is opened.";
inline constexpr std::string_view kCatalogTargetDocumentation =
    "Writes the rows to a table of the Data Catalog: to its location, in its format, partitioned "
    "by its keys. All files become visible at once when the run succeeds.";
inline constexpr std::string_view kAnyCatalogTargetDocumentation =
    "Writes the rows to a table of the Data Catalog: to its location, in its format, partitioned "
    "by its keys. All files become visible at once when the run succeeds. A table of a database, "
    "as a crawler over a JDBC connection lists it, is written there, in one transaction.";

}  // namespace tenon::graph
