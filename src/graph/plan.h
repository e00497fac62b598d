#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "task/task.h"
#include "types/schema.h"

namespace tenon::graph {

// A partition of a table: where its files are, and what they have in common.
struct ScanPartition {
  std::vector<std::optional<std::string>> values;  // one for each partition column
  std::string location;                            // "s3://bucket/prefix/year=2026/"
  bool operator==(const ScanPartition&) const = default;
};

// A source of a job, resolved as far as it can be without looking at objects: the runner lists the
// locations and fills in `source.files`.
struct Scan {
  task::Source source = {};
  std::vector<std::string> locations = {};   // "s3://bucket/prefix/"
  bool recurse = true;                       // also what lies in folders below
  std::vector<std::string> exclusions = {};  // globs over the key below the location
  // Of text files whose names do not tell it by their end (.gz, .bz2, .zst): "gzip", "bzip2"; ""
  // for none.
  std::string compression = "";
  // The first files only, by name: so many, and so many bytes together but at least one file. 0:
  // all.
  std::uint64_t bounded_files = 0;
  std::uint64_t bounded_size = 0;
  bool is_hudi = false;  // of each file group of the table only the newest committed file
  // The table of the Data Catalog that is read, if it is partitioned. The runner fills in the
  // partitions that the catalog lists: as on AWS, they are read, and not whatever lies at the
  // table's location.
  std::string database = "";
  std::string table = "";
  std::vector<ScanPartition> partitions = {};
  std::string partition_predicate = "";  // over the partition columns; "" for all
  bool operator==(const Scan&) const = default;
};

// What a target does to the catalog when the run succeeds.
struct CatalogUpdate {
  std::string database;
  std::string table;
  bool update_schema = true;  // UPDATE_IN_DATABASE; false: LOG
  bool operator==(const CatalogUpdate&) const = default;
};

// A target of a job.
struct Target {
  task::Sink sink;
  std::string location;  // "s3://bucket/prefix/"
  Schema schema;         // of the rows written, partition keys included
  std::optional<CatalogUpdate> catalog_update;
  bool operator==(const Target&) const = default;
};

// A job's graph, compiled: what to read, what to compute, what to write.
struct Plan {
  std::vector<Scan> scans;
  std::vector<task::View> views;  // each after those that it reads
  std::vector<Target> targets;
  std::vector<std::string> warnings = {};  // for the run's log: what it does otherwise than told
  bool operator==(const Plan&) const = default;
};

}  // namespace tenon::graph
