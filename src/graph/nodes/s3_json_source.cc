// S3JsonSource: JSON files in S3, without a table.
//
// Records are lines, documents one after another, or the elements of arrays; with a JsonPath, what
// is there in each document, an array there being several. Columns are those of OutputSchemas, else
// those that the records show.

#include "graph/json_path.h"
#include "graph/node.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

class S3JsonSource final : public Node {
 public:
  S3JsonSource(S3Files files, std::string path, bool multiline)
      : files_(std::move(files)), path_(std::move(path)), multiline_(multiline) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    Scan scan;
    scan.source.format = task::Format::kJson;
    scan.source.json.multiline = multiline_;
    if (!path_.empty()) {
      Result<std::string> path = ReadJsonPath(path_);
      if (!path) {
        return Fail("JsonPath",
                    "is none that can be read here, such as $.records[*]: " + path.error().message);
      }
      scan.source.json.path = *std::move(path);
    }
    return BindS3Files(files_, std::move(scan), environment);
  }

 private:
  const S3Files files_;
  const std::string path_;
  const bool multiline_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  ASSIGN_OR_RETURN(std::string path, reader.StringOr("JsonPath", ""));
  ASSIGN_OR_RETURN(const bool multiline, reader.BoolOr("Multiline", false));
  return std::make_unique<S3JsonSource>(std::move(files), std::move(path), multiline);
}

Status WritePart(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const bool multiline, reader.BoolOr("Multiline", false));
  ASSIGN_OR_RETURN(const std::string path, reader.StringOr("JsonPath", ""));
  Python::Items options = {{"multiLine", Python::Boolean(multiline)}};
  if (!path.empty()) options.push_back({"jsonPath", Python::Text(path)});
  RETURN_IF_ERROR(WriteS3Source(node, script, "json", std::move(options)));
  return WriteDeclaredTypes(node, script);
}

constexpr auto kParameters =
    Joined(std::array<Parameter, 4>{{
               {.name = "Paths",
                .type = ParameterType::kS3Paths,
                .required = true,
                .title = "S3 URL",
                .help = "Folders or files: s3://bucket/folder/"},
               {.name = "JsonPath",
                .title = "JsonPath",
                .help = "Where in each document the records are: $.records[*]"},
               {.name = "Multiline",
                .type = ParameterType::kBoolean,
                .title = "Records in source files can span multiple lines",
                .help = "A record may take several lines.",
                .default_value = "false"},
               kTextCompression,
           }},
           kS3FileParameters);

}  // namespace

extern constinit const NodeKind kS3JsonSource = {
    .name = "S3JsonSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation =
        "Reads JSON files from S3 without a table. Records are lines, documents one after another "
        "or elements of an array; with a JsonPath such as $.records[*], what lies there in each "
        "document. Types are those of the output schema if one is set; otherwise the files are "
        "looked at. Objects become structs, arrays become arrays.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
