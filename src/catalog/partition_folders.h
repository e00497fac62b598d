#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/partitions.h"

// Partitions as folders of objects, "year=2026/month=01/", as Hive, Spark and Glue lay them out.
// What a run's target, a repair and a crawler add to the catalog comes from here.
namespace tenon::catalog {

// Whether Glue and Spark read an object of that key (relative to the table's location) at all: not
// folder markers ("landing_zone/", empty), nor names that begin with '_' or '.', in any folder of
// the key. A folder "_col=1/" is a partition whose column begins with an underscore.
bool IsData(std::string_view relative_key);

// A folder that holds the objects of one partition.
struct PartitionFolder {
  std::vector<std::string> values;  // one for each partition key, percent-decoded
  std::string location;             // "s3://bucket/table/year=2026/"
  bool operator==(const PartitionFolder&) const = default;
};

// The folders of partitions by these keys that hold data, each once, in the order of their first
// object. `location` is the table's, ending in '/'; `relative_keys` are the keys of objects below
// it. The folders' names must be the keys' in their order, in any case; an object elsewhere is none
// of a partition's, and passed over.
std::vector<PartitionFolder> FindPartitionFolders(std::string_view location,
                                                  std::span<const PartitionKey> keys,
                                                  std::span<const std::string> relative_keys);

// Adds those that the table does not have, stored as the table is. Yields how many it added.
// kLimitExceeded as `store`.
Result<int> AddPartitionFolders(const PartitionStore& store, db::Transaction& transaction,
                                const Table& table, std::span<const PartitionFolder> folders,
                                Time now);

}  // namespace tenon::catalog
