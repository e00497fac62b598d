// S3ParquetSource: Parquet files in S3, without a table. Columns are those of OutputSchemas, else
// those of the files' footers.

#include "graph/node.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

class S3ParquetSource final : public Node {
 public:
  explicit S3ParquetSource(S3Files files) : files_(std::move(files)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    Scan scan;
    scan.source.format = task::Format::kParquet;
    return BindS3Files(files_, std::move(scan), environment);
  }

 private:
  const S3Files files_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  return std::make_unique<S3ParquetSource>(std::move(files));
}

Status WritePart(const ScriptNode& node, Script& script) {
  RETURN_IF_ERROR(WriteS3Source(node, script, "parquet", {}));
  return WriteDeclaredTypes(node, script);
}

constexpr auto kParameters =
    Joined(std::array<Parameter, 2>{{{.name = "Paths",
                                      .type = ParameterType::kS3Paths,
                                      .required = true,
                                      .title = "S3 URL",
                                      .help = "Folders or files: s3://bucket/folder/"},
                                     kOwnCompression}},
           kS3FileParameters);

}  // namespace

extern constinit const NodeKind kS3ParquetSource = {
    .name = "S3ParquetSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation =
        "Reads Parquet files from S3 without a table; the files tell their columns and how they "
        "are "
        "compressed. With an output schema, columns are found by their names, and a value that is "
        "not of its column's type becomes NULL and is counted in the run's log.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
