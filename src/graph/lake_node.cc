#include "graph/lake_node.h"

#include "graph/catalog_table.h"
#include "graph/s3_source.h"

namespace tenon::graph {
namespace {

class LakeTable final : public Node {
 public:
  LakeTable(CatalogTable table, Schema declared)
      : table_(std::move(table)), declared_(std::move(declared)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    BindResult bound = BindCatalogTable(table_, environment);
    if (!bound || declared_.empty()) return bound;
    bound->schema = declared_;
    std::get<Scan>(bound->part).source.columns = declared_;
    return bound;
  }

 private:
  const CatalogTable table_;
  const Schema declared_;
};

class LakeFiles final : public Node {
 public:
  LakeFiles(S3Files files, LakeKind kind, LakeRequest request)
      : files_(std::move(files)), kind_(kind), request_(std::move(request)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    if (files_.paths.size() != 1) {
      return Fail("Paths",
                  "must be one path, of one table; give every other table a node of its own");
    }
    auto scan = LakeScan(kind_, files_.paths.front(), request_);
    if (!scan) return std::unexpected(std::move(scan).error());
    auto columns = ColumnsOf(files_, *scan, environment);
    if (!columns) return std::unexpected(std::move(columns).error());
    scan->source.columns = *columns;
    return Bound{.schema = *std::move(columns), .part = *std::move(scan)};
  }

 private:
  const S3Files files_;
  const LakeKind kind_;
  const LakeRequest request_;
};

LakeRequest RequestOf(const json::Value& parameters, const LakeFormat& format) {
  return {std::string(format.options.name), parameters[format.options.name]};
}

}  // namespace

Result<NodePtr> ParseLakeTable(const json::Value& parameters, const LakeFormat& format) {
  ASSIGN_OR_RETURN(CatalogTable table, ReadCatalogTable(parameters));
  table.kind = format.kind;
  table.lake = RequestOf(parameters, format);
  ASSIGN_OR_RETURN(Schema declared, ReadOutputSchema(parameters));
  return std::make_unique<LakeTable>(std::move(table), std::move(declared));
}

Result<NodePtr> ParseLakeFiles(const json::Value& parameters, const LakeFormat& format) {
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  return std::make_unique<LakeFiles>(std::move(files), format.kind, RequestOf(parameters, format));
}

}  // namespace tenon::graph
