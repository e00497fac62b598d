// Kinds that read a stream: Kafka and Kinesis, directly or by a table of the Data Catalog.

#include "graph/nodes/stored_kind.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kStreams =
    "streams are not read here: a run reads what is there and ends; land the records in S3 and "
    "read them there";

constexpr Parameter kWindowSize = {.name = "WindowSize",
                                   .type = ParameterType::kWhole,
                                   .title = "Window size",
                                   .help = "How many seconds of records make one batch.",
                                   .default_value = "100"};
constexpr Parameter kDetectSchema = {.name = "DetectSchema",
                                     .type = ParameterType::kBoolean,
                                     .title = "Detect schema",
                                     .help = "Whether the columns are told by the records.",
                                     .default_value = "false"};
constexpr Parameter kDataPreviewOptions = {
    .name = "DataPreviewOptions",
    .type = ParameterType::kStructure,
    .title = "Data preview",
    .help = "How long a preview waits for records, and for how many."};
constexpr Parameter kStreamingOptions = {
    .name = "StreamingOptions",
    .type = ParameterType::kStructure,
    .title = "Streaming options",
    .help = "Which stream, where in it to start, the records' format, and how often to ask."};

constexpr Parameter kDirect[] = {kStreamingOptions, kWindowSize, kDetectSchema,
                                 kDataPreviewOptions};
constexpr Parameter kByTable[] = {kCatalogDatabase, kCatalogTable, kStreamingOptions,
                                  kWindowSize,      kDetectSchema, kDataPreviewOptions};

constexpr NodeKind kKinds[] = {
    StoredSource("DirectKafkaSource", {"Apache Kafka", "Reads a topic of Kafka in batches."},
                 kDirect, kStreams),
    StoredSource("CatalogKafkaSource",
                 {"Apache Kafka table",
                  "Reads a topic of Kafka that the Data Catalog knows as a table, in batches."},
                 kByTable, kStreams),
    StoredSource("DirectKinesisSource", {"Amazon Kinesis", "Reads a stream of Kinesis in batches."},
                 kDirect, kStreams),
    StoredSource("CatalogKinesisSource",
                 {"Amazon Kinesis table",
                  "Reads a stream of Kinesis that the Data Catalog knows as a table, in batches."},
                 kByTable, kStreams),
};

}  // namespace

std::span<const NodeKind> StreamKinds() { return kKinds; }

}  // namespace tenon::graph
