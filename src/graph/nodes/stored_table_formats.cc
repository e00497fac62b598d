// Targets that write tables of Iceberg, Delta and Hudi, and files of Tableau's Hyper.

#include "graph/nodes/stored_kind.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kTableFormat =
    "Iceberg, Delta and Hudi tables cannot be written here yet; write Parquet to S3 instead";
constexpr std::string_view kHyper =
    "Tableau's Hyper files cannot be written here; write Parquet, which Tableau reads too";

constexpr Parameter kPath = {.name = "Path",
                             .type = ParameterType::kS3Path,
                             .required = true,
                             .title = "S3 target location",
                             .help = "The folder that is written to."};
constexpr Parameter kFormat = {.name = "Format",
                               .type = ParameterType::kChoice,
                               .required = true,
                               .title = "Format",
                               .help = "The format of the table.",
                               .choices = "json|csv|avro|orc|parquet|hudi|delta|iceberg|hyper|xml"};
constexpr Parameter kNumberTargetPartitions = {
    .name = "NumberTargetPartitions",
    .title = "Number of output files",
    .help = "How many files a run writes; \"0\" leaves it to the engine.",
    .default_value = "0"};
constexpr Parameter kOptions = {.name = "AdditionalOptions",
                                .type = ParameterType::kMap,
                                .title = "Additional options",
                                .help = "Options of the table format, by name."};

constexpr Parameter Compression(std::string_view choices, bool required = true) {
  return {.name = "Compression",
          .type = ParameterType::kChoice,
          .required = required,
          .title = "Compression type",
          .help = "How the files are compressed.",
          .choices = choices};
}
constexpr Parameter Required(Parameter parameter) {
  parameter.required = true;
  return parameter;
}
constexpr Parameter Optional(Parameter parameter) {
  parameter.required = false;
  return parameter;
}

constexpr Parameter kIcebergFiles[] = {kPath,
                                       kFormat,
                                       Compression("gzip|lzo|uncompressed|snappy"),
                                       kPartitionKeys,
                                       kOptions,
                                       kSchemaChangePolicy,
                                       kAutoDataQuality,
                                       kNumberTargetPartitions,
                                       kOutputSchemas};
constexpr Parameter kIcebergTable[] = {kCatalogDatabase, kCatalogTable,       kPartitionKeys,
                                       kOptions,         kSchemaChangePolicy, kAutoDataQuality};
constexpr Parameter kDeltaFiles[] = {kPath,
                                     kFormat,
                                     Compression("uncompressed|snappy"),
                                     kPartitionKeys,
                                     kNumberTargetPartitions,
                                     kOptions,
                                     kSchemaChangePolicy,
                                     kAutoDataQuality};
constexpr Parameter kDeltaTable[] = {kCatalogDatabase, kCatalogTable,       kPartitionKeys,
                                     kOptions,         kSchemaChangePolicy, kAutoDataQuality,
                                     kOutputSchemas};
constexpr Parameter kHudiFiles[] = {kPath,
                                    kFormat,
                                    Compression("gzip|lzo|uncompressed|snappy"),
                                    Required(kOptions),
                                    kNumberTargetPartitions,
                                    kPartitionKeys,
                                    kSchemaChangePolicy,
                                    kAutoDataQuality};
constexpr Parameter kHudiTable[] = {kCatalogDatabase, kCatalogTable,       Required(kOptions),
                                    kPartitionKeys,   kSchemaChangePolicy, kAutoDataQuality,
                                    kOutputSchemas};
constexpr Parameter kHyperFiles[] = {
    kPath,          Optional(kFormat),   Compression("uncompressed", false),
    kPartitionKeys, kSchemaChangePolicy, kAutoDataQuality,
    kOutputSchemas};

constexpr NodeKind kKinds[] = {
    StoredTarget("S3IcebergDirectTarget",
                 {"Amazon S3 (Apache Iceberg)", "Writes the rows to an Iceberg table in S3."},
                 kIcebergFiles, kTableFormat),
    StoredTarget("S3IcebergCatalogTarget",
                 {"Apache Iceberg table",
                  "Writes the rows to an Iceberg table that the Data Catalog knows."},
                 kIcebergTable, kTableFormat),
    StoredTarget("S3DeltaDirectTarget",
                 {"Amazon S3 (Delta Lake)", "Writes the rows to a Delta table in S3."}, kDeltaFiles,
                 kTableFormat),
    StoredTarget(
        "S3DeltaCatalogTarget",
        {"Delta Lake table", "Writes the rows to a Delta table that the Data Catalog knows."},
        kDeltaTable, kTableFormat),
    StoredTarget("S3HudiDirectTarget",
                 {"Amazon S3 (Apache Hudi)", "Writes the rows to a Hudi table in S3."}, kHudiFiles,
                 kTableFormat),
    StoredTarget(
        "S3HudiCatalogTarget",
        {"Apache Hudi table", "Writes the rows to a Hudi table that the Data Catalog knows."},
        kHudiTable, kTableFormat),
    StoredTarget("S3HyperDirectTarget",
                 {"Amazon S3 (Tableau Hyper)", "Writes the rows to Hyper files in S3."},
                 kHyperFiles, kHyper),
};

}  // namespace

std::span<const NodeKind> TableFormatKinds() { return kKinds; }

}  // namespace tenon::graph
