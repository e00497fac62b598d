#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/store.h"
#include "graph/plan.h"
#include "objects/store.h"

namespace tenon::runner {

// The values of Hive's partition folders in a key, for the columns in their order:
// "year=2026/month=1/x.csv" -> {"2026", "1"}. nullopt for __HIVE_DEFAULT_PARTITION__.
// kInvalidInput if a column has no folder; the message names both.
Result<std::vector<std::optional<std::string>>> PartitionValues(std::string_view relative_key,
                                                                const Schema& partition_columns);

// The inputs of a task, resolved to blobs that stay as they are while this lives.
struct Inputs {
  std::vector<task::Source> sources;
  objects::Snapshot snapshot;
};

// Has scans with a partition predicate read under another name, and puts a view in their place that
// applies it.
void AddPredicates(std::vector<graph::Scan>& scans, std::vector<task::View>& views);

// Fills in the partitions of those scans that read a partitioned table: what the catalog lists, as
// far as the partition predicate, if the catalog understands it, does not leave it out.
Status AddPartitions(std::span<graph::Scan> scans, const db::Database& database,
                     const catalog::Store& catalog);

// Lists what each scan reads, all in one state of the store. Exclusions, folder depth, bounds
// and Hive partitions are applied. A location without any object yields a source without files.
// kNotFound, naming the node, if a bucket is not there.
Result<Inputs> ResolveInputs(std::span<const graph::Scan> scans, const objects::Store& store);

}  // namespace tenon::runner
