#pragma once

#include "graph/catalog_node.h"
#include "graph/lake_table.h"
#include "graph/node.h"

// What the sources of Iceberg, Delta and Hudi have in common.
namespace tenon::graph {

// What each format says of itself, in whichever node it is read.
struct LakeFormat {
  LakeKind kind;
  std::string_view documentation;
  Parameter options;
};
inline constexpr LakeFormat kIcebergFormat = {
    LakeKind::kIceberg,
    "Reads an Apache Iceberg table, rows that were deleted left out. Its metadata file is the one "
    "that the Data Catalog names. The data must lie below the table's location.",
    {.name = "AdditionalIcebergOptions",
     .type = ParameterType::kMap,
     .title = "Iceberg options",
     .help = "snapshot-id or as-of-timestamp (milliseconds) choose an older state; other options "
             "change nothing."}};
inline constexpr LakeFormat kDeltaFormat = {
    LakeKind::kDelta,
    "Reads a Delta Lake table as its log has it: the newest version, or an older one.",
    {.name = "AdditionalDeltaOptions",
     .type = ParameterType::kMap,
     .title = "Delta Lake options",
     .help = "versionAsOf chooses an older version; other options change nothing."}};
inline constexpr LakeFormat kHudiFormat = {
    LakeKind::kHudi,
    "Reads the newest state of an Apache Hudi table that is copied on write. A table that is "
    "merged on read, or one with replaced file groups, needs Spark, and is refused with that word.",
    {.name = "AdditionalHudiOptions",
     .type = ParameterType::kMap,
     .title = "Hudi options",
     .help = "Only the newest state can be read; other options change nothing."}};

// A node with Database, Table and the format's options.
Result<NodePtr> ParseLakeTable(const json::Value& parameters, const LakeFormat& format);

// A node with Paths: one path, of a table that the catalog need not know. Not of Iceberg, whose
// newest metadata file only a catalog knows.
Result<NodePtr> ParseLakeFiles(const json::Value& parameters, const LakeFormat& format);

// The parameters that they share.
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
