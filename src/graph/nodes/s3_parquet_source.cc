// S3ParquetSource: Parquet files in S3, without a table. Columns are those of OutputSchemas, else
// those of the files' footers.

#include "graph/node.h"
#include "graph/s3_source.h"

namespace tenon::graph {
namespace {

class S3ParquetSource final : public Node {
 public:
  explicit S3ParquetSource(S3Files files) : files_(std::move(files)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    Scan scan;
    scan.source.format = task::Format::kParquet;
    if (const auto fault = AddFiles(files_, scan)) return std::unexpected(Faults{*fault});
    auto columns = ColumnsOf(files_, scan, environment);
    if (!columns) return std::unexpected(std::move(columns).error());
    scan.source.columns = *columns;
    return Bound{.schema = *std::move(columns), .part = std::move(scan)};
  }

 private:
  const S3Files files_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  return std::make_unique<S3ParquetSource>(std::move(files));
}

}  // namespace

extern constinit const NodeKind kS3ParquetSource = {
    .name = "S3ParquetSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation = "Reads Parquet files from S3 without a table; the files tell their columns.",
    .parse = &Parse};

}  // namespace tenon::graph
