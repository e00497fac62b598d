// S3HudiSource: a table of Apache Hudi in S3, without a table of the catalog.

#include "graph/lake_node.h"
#include "graph/script/catalog_script.h"

namespace tenon::graph {
namespace {

Result<NodePtr> Parse(const json::Value& parameters) {
  return ParseLakeFiles(parameters, kHudiFormat);
}

Status WritePart(const ScriptNode& node, Script& script) {
  return WriteLakeFiles(node, script, "hudi", "AdditionalHudiOptions");
}

constexpr Parameter kParameters[] = {kLakePaths, kHudiFormat.options, kLakeBounds, kLakeSchema};

}  // namespace

extern constinit const NodeKind kS3HudiSource = {.name = "S3HudiSource",
                                                 .category = Category::kSource,
                                                 .least_inputs = 0,
                                                 .most_inputs = 0,
                                                 .title = "Apache Hudi (Amazon S3)",
                                                 .documentation = kHudiFormat.documentation,
                                                 .parameters = kParameters,
                                                 .parse = &Parse,
                                                 .script = &WritePart};

}  // namespace tenon::graph
