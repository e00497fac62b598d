#include "graph/lake_table.h"

#include <algorithm>
#include <array>

#include "graph/table_columns.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

bool IsNumber(const std::string& text) {
  return !text.empty() && text.size() <= 19 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

std::string Option(const LakeRequest& request, std::string_view name) {
  return request.options[name].StringOr("");
}

// The options that choose an older state, which cannot be had by these names.
std::optional<Fault> RefusedOption(const LakeRequest& request,
                                   std::initializer_list<std::string_view> names,
                                   std::string_view advice) {
  for (const std::string_view name : names) {
    if (Option(request, name).empty()) continue;
    return Fault{request.parameter,
                 "option " + std::string(name) + " cannot be used here; " + std::string(advice)};
  }
  return std::nullopt;
}

std::optional<Fault> ReadIceberg(const LakeRequest& request, task::LakeOptions& lake) {
  lake.snapshot_id = Option(request, "snapshot-id");
  lake.timestamp = Option(request, "as-of-timestamp");
  if (!lake.snapshot_id.empty() && !lake.timestamp.empty()) {
    return Fault{request.parameter, "choose one of snapshot-id and as-of-timestamp, not both"};
  }
  for (const auto& [name, value] :
       {std::pair{"snapshot-id", lake.snapshot_id}, std::pair{"as-of-timestamp", lake.timestamp}}) {
    if (value.empty() || IsNumber(value)) continue;
    return Fault{request.parameter,
                 std::string(name) + " must be a whole number, unlike this one: " + value};
  }
  return RefusedOption(request, {"branch", "tag", "start-snapshot-id", "end-snapshot-id"},
                       "name a state by snapshot-id or as-of-timestamp");
}

std::optional<Fault> ReadDelta(const LakeRequest& request, task::LakeOptions& lake) {
  lake.snapshot_id = Option(request, "versionAsOf");
  if (!lake.snapshot_id.empty() && !IsNumber(lake.snapshot_id)) {
    return Fault{request.parameter,
                 "versionAsOf must be a whole number, unlike this one: " + lake.snapshot_id};
  }
  return RefusedOption(request, {"timestampAsOf", "readChangeFeed", "readChangeData"},
                       "name a state by versionAsOf");
}

std::optional<Fault> ReadHudi(const LakeRequest& request) {
  const std::string type = Option(request, "hoodie.datasource.query.type");
  if (!type.empty() && type != "snapshot" && type != "read_optimized") {
    return Fault{request.parameter,
                 "a query of type " + type + " cannot be made here; choose snapshot"};
  }
  return RefusedOption(request, {"as.of.instant"}, "the newest state alone can be read");
}

}  // namespace

std::string_view NameOf(LakeKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"Iceberg", "Delta", "Hudi"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<LakeKind> LakeKindOf(const json::Value& document) {
  const json::Value& parameters = document["Parameters"];
  const std::string input = document["StorageDescriptor"]["InputFormat"].StringOr("");
  if (AsciiLower(input).find("hoodie") != std::string::npos) return LakeKind::kHudi;
  for (const char* name : {"table_type", "classification", "spark.sql.sources.provider"}) {
    const std::string value = AsciiLower(parameters[name].StringOr(""));
    if (value == "iceberg") return LakeKind::kIceberg;
    if (value == "delta") return LakeKind::kDelta;
    if (value == "hudi") return LakeKind::kHudi;
  }
  return std::nullopt;
}

std::expected<Scan, Faults> LakeScan(LakeKind kind, const std::string& location,
                                     const LakeRequest& request) {
  Result<S3Location> parsed = ParseS3Location(location);
  if (!parsed) {
    return Fail("Paths", "a table must be at s3://bucket/folder/, unlike this one: " + location);
  }
  if (!parsed->key.empty() && !parsed->key.ends_with('/')) parsed->key += '/';
  Scan scan;
  scan.locations.push_back(ToString(*parsed));
  task::LakeOptions& lake = scan.source.lake;
  std::optional<Fault> fault;
  if (kind == LakeKind::kHudi) {
    scan.source.format = task::Format::kParquet;
    scan.is_hudi = true;
    fault = ReadHudi(request);
  } else {
    lake.root = ToString(*parsed);
    const bool is_iceberg = kind == LakeKind::kIceberg;
    scan.source.format = is_iceberg ? task::Format::kIceberg : task::Format::kDelta;
    fault = is_iceberg ? ReadIceberg(request, lake) : ReadDelta(request, lake);
  }
  if (fault) return std::unexpected(Faults{*std::move(fault)});
  return scan;
}

BindResult BindLakeTable(LakeKind kind, const json::Value& document, const LakeRequest& request,
                         Environment& environment) {
  auto scan = LakeScan(kind, document["StorageDescriptor"]["Location"].StringOr(""), request);
  if (!scan) {
    for (Fault& fault : scan.error()) {
      if (fault.field == "Paths") fault.field = "Table";
    }
    return std::unexpected(std::move(scan).error());
  }
  task::LakeOptions& lake = scan->source.lake;
  if (kind == LakeKind::kIceberg) {
    const Result<S3Location> metadata =
        ParseS3Location(document["Parameters"]["metadata_location"].StringOr(""));
    lake.metadata = metadata ? ToString(*metadata) : "";
    if (!lake.metadata.starts_with(lake.root)) {
      return Fail("Table", "the table's metadata_location is not below its location: " +
                               document["Parameters"]["metadata_location"].StringOr(""));
    }
  }
  auto columns = DeclaredColumns(document);
  if (!columns) return std::unexpected(std::move(columns).error());
  // What Spark writes into the catalog for a Delta table may be one column that stands for all, and
  // an older state can have other columns than the newest.
  const bool asks = columns->empty() || kind == LakeKind::kDelta || !lake.snapshot_id.empty() ||
                    !lake.timestamp.empty();
  if (asks) {
    Result<Schema> own = environment.FileSchema(*scan);
    if (!own) return Fail("Table", "the table cannot be read: " + own.error().message);
    columns = *std::move(own);
  }
  scan->source.columns = *columns;
  Bound bound;
  bound.schema = *std::move(columns);
  bound.part = *std::move(scan);
  return bound;
}

}  // namespace tenon::graph
