#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/node.h"

namespace tenon::graph {

// What the sources that read files of S3 have in common: Paths, Recurse, Exclusions, OutputSchemas.
struct S3Files {
  std::vector<std::string> paths;
  bool recurse = false;
  std::vector<std::string> exclusions;
  Schema declared;  // of OutputSchemas; empty if there is none
};

// Reads those members. kInvalidInput if one has the wrong shape.
Result<S3Files> ReadS3Files(const json::Value& parameters);

// The columns of the first of OutputSchemas; empty if there is none. kInvalidInput for a type that
// is none.
Result<Schema> ReadOutputSchema(const json::Value& parameters);

// Puts the files into a Scan whose format is set. Fails for a path that is not in S3.
std::optional<Fault> AddFiles(const S3Files& files, Scan& scan);

// The columns of the scan: the declared ones, else those that the files have.
std::expected<Schema, Faults> ColumnsOf(const S3Files& files, const Scan& scan,
                                        Environment& environment);

}  // namespace tenon::graph
