#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

// The `dag` of a document that Glue Studio downloads: a map from node id to
//
//   {nodeId, dataPreview, previewAmount, inputs, name, generatedNodeName, classification, type,
//    ...the kind's own members (studio_values.h)..., parentsValid, calculatedType, codeGenVersion}
//
//   kind of the API              classification   type      told from others by
//   S3CsvSource, -Json-, ...     DataSource       S3        isCatalog false, format "csv", ...
//   S3CatalogSource              DataSource       S3        isCatalog true
//   CatalogSource                DataSource       Catalog
//   S3GlueParquetTarget          DataSink         S3        format "glueparquet"
//   S3DirectTarget               DataSink         S3        any other format
//   transforms                   Transform        the kind: Join
//
// Seen in downloaded documents: S3ParquetSource, CatalogSource, S3GlueParquetTarget, ApplyMapping,
// RenameField, DropFields, Join, Aggregate, SelectFromCollection, CustomCode, DynamicTransform. The
// other kinds follow the same rules here; sources and targets that are not in the table have their
// kind as their type.
namespace tenon::api {

// CodeGenConfigurationNodes as a dag.
json::Value ToStudioNodes(const json::Value& nodes);

// A dag as CodeGenConfigurationNodes. What they cannot hold goes to `warnings`. kInvalidInput, with
// the node, for a type that the API has no kind for and for a join on other conditions than =.
Result<json::Value> FromStudioNodes(const json::Value& dag, std::vector<std::string>& warnings);

// "Renamed keys for Join" of node-1730466848490: "RenamedkeysforJoin_node1730466848490".
std::string GeneratedNodeName(std::string_view name, std::string_view id);

}  // namespace tenon::api
