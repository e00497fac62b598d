// S3CatalogHudiSource: a table of Apache Hudi of the Data Catalog.

#include "graph/lake_node.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, LakeKind::kHudi, "AdditionalHudiOptions");
}

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    {.name = "AdditionalHudiOptions",
     .type = ParameterType::kMap,
     .title = "Hudi options",
     .help = "Only the newest state can be read; other options change nothing."},
    kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3CatalogHudiSource = {
    .name = "S3CatalogHudiSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Apache Hudi",
    .documentation =
        "Reads the newest state of an Apache Hudi table that is copied on write. A table that is "
        "merged on read, or one with replaced file groups, needs Spark, and is refused with that "
        "word.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
