// S3DeltaSource: a table of Delta Lake in S3, without a table of the catalog.

#include "graph/lake_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeFiles(parameters, kDeltaFormat);
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteLakeFiles(node, script, "delta", "AdditionalDeltaOptions");
}

constexpr Parameter kParameters[] = {kLakePaths, kDeltaFormat.options, kLakeBounds, kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3DeltaSource = {.name = "S3DeltaSource",
                                                  .category = Category::kSource,
                                                  .least_inputs = 0,
                                                  .most_inputs = 0,
                                                  .title = "Delta Lake (Amazon S3)",
                                                  .documentation = kDeltaFormat.documentation,
                                                  .parameters = kParameters,
                                                  .parse = &Parse,
                                                  .script = &WritePart};

}  // namespace tenon::graph
