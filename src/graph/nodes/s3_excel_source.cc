// S3ExcelSource: Excel workbooks (.xlsx) in S3, the first sheet of each. The first row names the
// columns; types are those of the output schema, else those of the first rows' cells.

#include "graph/node.h"
#include "graph/s3_source.h"

namespace tenon::graph {
namespace {

class S3ExcelSource final : public Node {
 public:
  S3ExcelSource(S3Files files, task::ExcelOptions excel)
      : files_(std::move(files)), excel_(excel) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    Scan scan;
    scan.source.format = task::Format::kExcel;
    scan.source.excel = excel_;
    return BindS3Files(files_, std::move(scan), environment);
  }

 private:
  const S3Files files_;
  const task::ExcelOptions excel_;
};

Result<std::uint64_t> ReadCount(const json::Value& parameters, std::string_view name) {
  ASSIGN_OR_RETURN(const std::int64_t count, json::Reader(parameters).IntOr(name, 0));
  if (count < 0) {
    return InvalidInput(std::string(name) + " must be at least 0: " + std::to_string(count));
  }
  return static_cast<std::uint64_t>(count);
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  task::ExcelOptions excel;
  ASSIGN_OR_RETURN(excel.rows, ReadCount(parameters, "NumberRows"));
  ASSIGN_OR_RETURN(excel.footer, ReadCount(parameters, "SkipFooter"));
  return std::make_unique<S3ExcelSource>(std::move(files), excel);
}

constexpr auto kParameters =
    Joined(std::array<Parameter, 4>{{
               {.name = "Paths",
                .type = ParameterType::kS3Paths,
                .required = true,
                .title = "S3 URL",
                .help = "Folders or files: s3://bucket/folder/"},
               {.name = "NumberRows",
                .type = ParameterType::kWhole,
                .title = "Number of rows",
                .help = "Read at most so many rows of each file; 0 reads all."},
               {.name = "SkipFooter",
                .type = ParameterType::kWhole,
                .title = "Skip footer",
                .help = "Leave out so many rows at the end of each file."},
               kOwnCompression,
           }},
           kS3FileParameters);

}  // namespace

extern constinit const NodeKind kS3ExcelSource = {
    .name = "S3ExcelSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation =
        "Reads Excel workbooks (.xlsx) from S3, the first sheet of each; its first row names the "
        "columns. A cell that is not of its column's type becomes NULL, unless the run is told to "
        "fail for it.",
    .parameters = kParameters,
    .parse = &Parse,
    .no_script = "open-source Spark reads no Excel files; export the sheet as CSV"};

}  // namespace tenon::graph
