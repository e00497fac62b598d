#pragma once

#include <span>
#include <string_view>

#include "graph/node.h"

// What the lists of kinds that a job may hold, but that do not run here, are made of. Titles are
// those of Glue Studio.
namespace tenon::graph {

constexpr std::size_t kManyInputs = 1000;

// What the console says of a kind.
struct Description {
  std::string_view title;
  std::string_view documentation;
};

constexpr NodeKind StoredSource(std::string_view name, Description description,
                                std::span<const Parameter> parameters, std::string_view refusal) {
  return {.name = name,
          .category = Category::kSource,
          .least_inputs = 0,
          .most_inputs = 0,
          .title = description.title,
          .documentation = description.documentation,
          .parameters = parameters,
          .refusal = refusal};
}

constexpr NodeKind StoredTarget(std::string_view name, Description description,
                                std::span<const Parameter> parameters, std::string_view refusal,
                                std::size_t least_inputs = 1) {
  return {.name = name,
          .category = Category::kTarget,
          .least_inputs = least_inputs,
          .most_inputs = 1,
          .title = description.title,
          .documentation = description.documentation,
          .parameters = parameters,
          .refusal = refusal};
}

// Parameters that many of them have.
constexpr Parameter kCatalogDatabase = {.name = "Database",
                                        .type = ParameterType::kDatabase,
                                        .required = true,
                                        .title = "Database",
                                        .help = "The database of the Data Catalog."};
constexpr Parameter kCatalogTable = {.name = "Table",
                                     .type = ParameterType::kTable,
                                     .required = true,
                                     .title = "Table",
                                     .help = "The table of that database."};
constexpr Parameter kConnectionName = {.name = "ConnectionName",
                                       .type = ParameterType::kConnection,
                                       .required = true,
                                       .title = "Connection",
                                       .help = "The connection of the Data Catalog."};
constexpr Parameter kConnectorName = {.name = "ConnectorName",
                                      .required = true,
                                      .title = "Connector",
                                      .help = "The connector that the connection is made with."};
constexpr Parameter kConnectionType = {
    .name = "ConnectionType",
    .required = true,
    .title = "Connection type",
    .help = "What kind of connector it is, such as marketplace.jdbc or custom.spark."};
constexpr Parameter kOutputSchemas = {
    .name = "OutputSchemas",
    .type = ParameterType::kStructure,
    .title = "Output schema",
    .help = "The columns that come out, where nothing else tells them."};
constexpr Parameter kPartitionKeys = {
    .name = "PartitionKeys",
    .type = ParameterType::kColumns,
    .title = "Partition keys",
    .help = "The columns whose values become folders of the output."};
constexpr Parameter kSchemaChangePolicy = {
    .name = "SchemaChangePolicy",
    .type = ParameterType::kStructure,
    .title = "Data Catalog update options",
    .help = "Whether a run makes or updates the table, and adds new partitions to it."};
constexpr Parameter kAutoDataQuality = {
    .name = "AutoDataQuality",
    .type = ParameterType::kStructure,
    .title = "Data quality",
    .help = "Whether the rows are checked by default rules as they are written."};

// Each a part of StoredKinds.
std::span<const NodeKind> DatabaseKinds();
std::span<const NodeKind> ConnectorKinds();
std::span<const NodeKind> StreamKinds();
std::span<const NodeKind> TableFormatKinds();

}  // namespace tenon::graph
