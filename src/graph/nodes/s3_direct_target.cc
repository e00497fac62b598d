// S3DirectTarget: writes files of a chosen format to S3. Parquet, CSV, JSON, Avro and XML can be
// written; CSV has a header line, as Glue writes it; XML is <root> of one <row> a row.
// AutoDataQuality is kept but does nothing here.

#include "graph/s3_target_node.h"
#include "graph/script/s3_script.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Target target, ReadS3Target(parameters));
  ASSIGN_OR_RETURN(target.format, json::Reader(parameters).String("Format"));
  return MakeS3Target(std::move(target));
}

// Glue reads XML, but writes none; tables of the other formats are written by Spark's own writers.
Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(std::string format, json::Reader(node.parameters).String("Format"));
  format = AsciiLower(format);
  for (const std::string_view known : {"parquet", "csv", "json", "avro", "orc"}) {
    if (format == known) return WriteS3Target(node, script, known);
  }
  return Unsupported("Glue's scripts write parquet, csv, json, avro and orc, not " + format);
}

constexpr Parameter kParameters[] = {
    kTargetLocation,
    {.name = "Format",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Format",
     .help = "Of the files. ORC, Hudi, Delta, Iceberg and Hyper cannot be written here yet.",
     .default_value = "parquet",
     .choices = "json|csv|avro|orc|parquet|hudi|delta|iceberg|hyper|xml"},
    {.name = "Compression",
     .title = "Compression type",
     .help =
         "Parquet: snappy, gzip, brotli, lz4, zstd, none. CSV and JSON: none, gzip, bzip2, zstd. "
         "XML: none, bzip2. Avro: none."},
    kTargetPartitionKeys,
    kNumberOfTargetPartitions,
    kCatalogUpdateOptions,
    kAutoDataQuality,
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "What the console has found; the input's columns count."},
};

}  // namespace

extern constinit const NodeKind kS3DirectTarget = {
    .name = "S3DirectTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Amazon S3",
    .documentation =
        "Writes the rows to S3 as Parquet, CSV, JSON, Avro or XML. All files become visible at "
        "once when the run succeeds. Partition keys make folders such as year=2026/. With the Data "
        "Catalog update options a table is created, and its schema kept up to date.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
