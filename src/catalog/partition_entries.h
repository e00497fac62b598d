#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "catalog/partition_filter.h"
#include "catalog/partition_value.h"
#include "db/database.h"

// The ordered indexes over a table's partitions: catalog_partition_entries.
namespace tenon::catalog {

// One order in which a table's partitions can be looked up.
struct PartitionIndex {
  std::int64_t number = 0;         // of the index in its table
  std::vector<std::size_t> order;  // positions of all of the table's keys, the index's own first
};

// The indexes that every table of `keys` partition keys has: one that begins with each key, and
// goes on with the others in their order. So a condition on any key alone is a look-up.
std::vector<PartitionIndex> AutomaticIndexes(std::size_t keys);

// The values of a partition, one for each key, as every index orders them.
std::vector<std::string> EncodeValues(std::span<const PartitionKey> keys,
                                      std::span<const std::string> values);

// Adds, or removes, the entries of one partition in every index given.
Status InsertEntries(db::Transaction& transaction, std::int64_t table_id,
                     std::span<const PartitionIndex> indexes, std::span<const std::string> encoded,
                     std::int64_t partition_id);
Status EraseEntries(db::Transaction& transaction, std::int64_t table_id,
                    std::span<const PartitionIndex> indexes, std::span<const std::string> encoded,
                    std::int64_t partition_id);

// A place in an index: at this entry. Lists go on after it, whatever is added or removed.
struct EntryPosition {
  std::string entry;
  std::int64_t partition_id = -1;
};

// The index that serves the filter best: the one with the most keys at its beginning that the
// filter pins to single values, then to ranges. `indexes` is not empty.
const PartitionIndex& ChooseIndex(std::span<const PartitionIndex> indexes,
                                  const PartitionFilter& filter);

// Gives `each` the partitions that match the filter, after `after`, in the order of the index,
// until it says false. Reads the entries within the filter's ranges, and steps over each key that
// it does not pin from one of its values to the next; not those outside.
Status FindEntries(db::Transaction& transaction, std::int64_t table_id, const PartitionIndex& index,
                   std::span<const PartitionKey> keys, const PartitionFilter& filter,
                   EntryPosition after, const std::function<bool(const EntryPosition&)>& each);

// Makes the entries of all partitions of a table in these indexes.
Status FillEntries(db::Transaction& transaction, std::int64_t table_id,
                   std::span<const PartitionIndex> indexes, std::span<const PartitionKey> keys);

// The text by which a table's partitions are told apart, and the values in it.
std::string KeyOfValues(std::span<const std::string> values);
Result<std::vector<std::string>> ValuesOfKey(std::string_view key);

// Makes the entries of every partition of every table: a step of the schema's migration.
Status FillPartitionEntries(db::Transaction& transaction);

}  // namespace tenon::catalog
