// S3GlueParquetTarget: writes Parquet to S3, the console's own choice for Parquet. What Glue's own
// writer does otherwise than Spark's (computing the schema while it writes) leaves no trace in the
// files. AutoDataQuality is kept but does nothing here.

#include "graph/s3_target_node.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Target target, ReadS3Target(parameters));
  target.format = "parquet";
  return MakeS3Target(std::move(target));
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteS3Target(node, script, "glueparquet");
}

constexpr Parameter kParameters[] = {
    kTargetLocation,
    {.name = "Compression",
     .type = ParameterType::kChoice,
     .title = "Compression type",
     .help = "LZO cannot be written here.",
     .default_value = "snappy",
     .choices = "snappy|lzo|gzip|brotli|lz4|uncompressed|none"},
    kTargetPartitionKeys,
    kNumberOfTargetPartitions,
    kCatalogUpdateOptions,
    kAutoDataQuality,
};

}  // namespace

extern constinit const NodeKind kS3GlueParquetTarget = {
    .name = "S3GlueParquetTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Amazon S3",
    .documentation =
        "Writes the rows to S3 as Parquet. All files become visible at once when the run succeeds. "
        "Partition keys make folders such as year=2026/. With the Data Catalog update options a "
        "table is created, and its schema kept up to date.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
