#pragma once

#include "graph/node.h"
#include "graph/s3_target.h"

// What the targets that write files to S3 have in common.
namespace tenon::graph {

NodePtr MakeS3Target(S3Target target);

// Parameters of such nodes.
inline constexpr Parameter kTargetLocation = {
    .name = "Path",
    .type = ParameterType::kS3Path,
    .required = true,
    .title = "S3 Target Location",
    .help = "The folder that the files go to: s3://bucket/folder/"};
inline constexpr Parameter kTargetPartitionKeys = {
    .name = "PartitionKeys",
    .type = ParameterType::kColumns,
    .title = "Partition keys",
    .help = "The columns whose values become folders: year=2026/"};
inline constexpr Parameter kNumberOfTargetPartitions = {
    .name = "NumberTargetPartitions",
    .title = "Number of target partitions",
    .help = "At most so many files for each partition; 0 leaves it to the engine.",
    .default_value = "0"};
inline constexpr Parameter kCatalogUpdateOptions = {
    .name = "SchemaChangePolicy",
    .type = ParameterType::kStructure,
    .title = "Data Catalog update options",
    .help = "Whether a run makes or updates a table, and adds new partitions to it."};
inline constexpr Parameter kAutoDataQuality = {
    .name = "AutoDataQuality",
    .type = ParameterType::kStructure,
    .title = "Data quality",
    .help = "Kept, but the rows are not checked here yet."};

}  // namespace tenon::graph
