#pragma once

#include "graph/catalog_node.h"
#include "graph/lake_table.h"
#include "graph/node.h"

// What the sources of Iceberg, Delta and Hudi have in common.
namespace tenon::graph {

// A node with Database and Table; `options` is the member with the format's own options.
Result<NodePtr> ParseLakeTable(const json::Value& parameters, LakeKind kind,
                               std::string_view options);

// A node with Paths: one path, of a table that the catalog need not know. Not of Iceberg, whose
// newest metadata file only a catalog knows.
Result<NodePtr> ParseLakeFiles(const json::Value& parameters, LakeKind kind,
                               std::string_view options);

// Parameters of such nodes.
inline constexpr Parameter kLakePaths = {.name = "Paths",
                                         .type = ParameterType::kS3Paths,
                                         .required = true,
                                         .title = "S3 URL",
                                         .help = "The folder of the table: s3://bucket/table/"};
inline constexpr Parameter kLakeSchema = {
    .name = "OutputSchemas",
    .type = ParameterType::kStructure,
    .title = "Output schema",
    .help = "The columns and their types; without it the table tells them."};
inline constexpr Parameter kLakeBounds = {
    .name = "AdditionalOptions",
    .type = ParameterType::kStructure,
    .title = "Bounded execution",
    .help = "For plain files; a table is read whole, so that it is without effect here."};

}  // namespace tenon::graph
