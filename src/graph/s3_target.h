#pragma once

#include <string>
#include <vector>

#include "graph/column_path.h"
#include "graph/node.h"

namespace tenon::graph {

// What the targets that write files to S3 have in common.
struct S3Target {
  std::string path;
  std::string format;  // as the node names it
  std::string compression;
  std::vector<ColumnPath> partition_keys;
  std::string number_of_files;  // NumberTargetPartitions: "0" leaves it to the engine
  bool update_catalog = false;
  CatalogUpdate catalog_update = {};
  bool checks_quality = false;  // AutoDataQuality, which is not done here
};

// Reads the members of S3DirectTarget and S3GlueParquetTarget; `format` is set by the caller.
Result<S3Target> ReadS3Target(const json::Value& parameters);

// The warning that AutoDataQuality has no effect, if it is asked for.
Faults QualityWarnings(bool checks_quality);
// Whether AutoDataQuality is enabled.
Result<bool> ReadChecksQuality(const json::Value& parameters);

// What is wrong with writing columns of that schema in a format, in words.
std::vector<std::string> FormatFaults(task::Format format, const Schema& schema);

// Checks the target against its input and the catalog.
BindResult BindS3Target(const S3Target& target, const Input& input, Environment& environment);

}  // namespace tenon::graph
