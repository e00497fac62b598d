#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/node.h"

// Tables whose own metadata files say which files hold their rows.
namespace tenon::graph {

enum class LakeKind { kIceberg, kDelta, kHudi };
std::string_view NameOf(LakeKind kind);  // "Iceberg", "Delta", "Hudi"

// What a table's document says that it is; nullopt for a plain table of files. Iceberg says so by
// the parameter table_type, Delta and Hudi by classification, table_type or
// spark.sql.sources.provider, Hudi also by its input format.
std::optional<LakeKind> LakeKindOf(const json::Value& document);

// AdditionalIcebergOptions, AdditionalDeltaOptions or AdditionalHudiOptions.
struct LakeRequest {
  std::string parameter;  // the member's name
  json::Value options;    // texts by texts
};

// A Scan of the table at that location ("s3://bucket/prefix"), the newest state or the one that the
// options ask for: snapshot-id or as-of-timestamp of Iceberg, versionAsOf of Delta. Options that
// change nothing of what is read are kept without effect; others are faults.
std::expected<Scan, Faults> LakeScan(LakeKind kind, const std::string& location,
                                     const LakeRequest& request);

// The same for a table of the catalog, whose columns are those that it declares, of Delta those of
// the table's log.
BindResult BindLakeTable(LakeKind kind, const json::Value& document, const LakeRequest& request,
                         Environment& environment);

}  // namespace tenon::graph
