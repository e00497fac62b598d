#pragma once

#include <string>
#include <vector>

#include "catalog/partition_entries.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::catalog {

// A partition index as CreatePartitionIndex makes it: an order of some of the table's keys in which
// GetPartitions can look partitions up. Real: its entries are built before the call returns, and
// kept with every partition. (A table can be looked up by any single key without one.)
struct NamedPartitionIndex {
  std::string name;
  std::vector<std::string> keys;  // names of partition keys, in lower case
};

// Every method is part of the caller's transaction. Keeps nothing itself; thread-safe.
class PartitionIndexStore {
 public:
  // kInvalidInput for no key, a name that is no partition key, or a key twice; kAlreadyExists for a
  // name or a list of keys that is taken; kLimitExceeded for more than three.
  Status Create(db::Transaction& transaction, const Table& table,
                const NamedPartitionIndex& index) const;
  Status Delete(db::Transaction& transaction, const Table& table, std::string_view name) const;
  // In the order in which they were made.
  Result<std::vector<NamedPartitionIndex>> List(db::Transaction& transaction,
                                                const Table& table) const;
};

// All indexes of a table with these keys: those that every table has, then its own.
Result<std::vector<PartitionIndex>> IndexesOf(db::Transaction& transaction, std::int64_t table_id,
                                              std::span<const PartitionKey> keys);

}  // namespace tenon::catalog
