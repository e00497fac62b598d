// S3DeltaSource: a table of Delta Lake in S3, without a table of the catalog.

#include "graph/lake_node.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeFiles(parameters, LakeKind::kDelta, "AdditionalDeltaOptions");
}

constexpr Parameter kParameters[] = {
    kLakePaths,
    {.name = "AdditionalDeltaOptions",
     .type = ParameterType::kMap,
     .title = "Delta Lake options",
     .help = "versionAsOf chooses an older version; other options change nothing."},
    kLakeBounds,
    kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3DeltaSource = {
    .name = "S3DeltaSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Delta Lake (Amazon S3)",
    .documentation =
        "Reads a Delta Lake table as its log has it: the newest version, or an older one.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
