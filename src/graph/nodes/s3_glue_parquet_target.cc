// S3GlueParquetTarget: writes Parquet to S3, the console's own choice for Parquet. What Glue's own
// writer does otherwise than Spark's (computing the schema while it writes) leaves no trace in the
// files. AutoDataQuality is kept but does nothing here.

#include "graph/node.h"
#include "graph/s3_target.h"

namespace tenon::graph {
namespace {

class S3GlueParquetTarget final : public Node {
 public:
  explicit S3GlueParquetTarget(S3Target target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindS3Target(target_, inputs[0], environment);
  }

 private:
  const S3Target target_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Target target, ReadS3Target(parameters));
  target.format = "parquet";
  return std::make_unique<S3GlueParquetTarget>(std::move(target));
}

constexpr Parameter kParameters[] = {
    {.name = "Path",
     .type = ParameterType::kS3Path,
     .required = true,
     .title = "S3 Target Location",
     .help = "The folder that the files go to: s3://bucket/folder/"},
    {.name = "Compression",
     .type = ParameterType::kChoice,
     .title = "Compression type",
     .help = "LZO cannot be written here.",
     .default_value = "snappy",
     .choices = "snappy|lzo|gzip|brotli|lz4|uncompressed|none"},
    {.name = "PartitionKeys",
     .type = ParameterType::kColumns,
     .title = "Partition keys",
     .help = "The columns whose values become folders: year=2026/"},
    {.name = "NumberTargetPartitions",
     .title = "Number of target partitions",
     .help = "At most so many files for each partition; 0 leaves it to the engine.",
     .default_value = "0"},
    {.name = "SchemaChangePolicy",
     .type = ParameterType::kStructure,
     .title = "Data Catalog update options",
     .help = "Whether a run makes or updates a table, and adds new partitions to it."},
    {.name = "AutoDataQuality",
     .type = ParameterType::kStructure,
     .title = "Data quality",
     .help = "Kept, but the rows are not checked here yet."},
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
    .parse = &Parse};

}  // namespace tenon::graph
