// CatalogDeltaSource: a table of Delta Lake of the Data Catalog.

#include "graph/lake_node.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeTable(parameters, LakeKind::kDelta, "AdditionalDeltaOptions");
}

constexpr Parameter kParameters[] = {
    kCatalogDatabase,
    kCatalogTable,
    {.name = "AdditionalDeltaOptions",
     .type = ParameterType::kMap,
     .title = "Delta Lake options",
     .help = "versionAsOf chooses an older version; other options change nothing."},
    kLakeSchema};

}  // namespace

extern constinit const NodeKind kCatalogDeltaSource = {
    .name = "CatalogDeltaSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Delta Lake (AWS Glue Data Catalog)",
    .documentation =
        "Reads a Delta Lake table as its log has it: the newest version, or an older one.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
