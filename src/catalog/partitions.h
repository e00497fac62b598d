#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/partition_filter.h"
#include "catalog/store.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// A partition: its PartitionInput, kept whole, and what the catalog adds.
struct Partition {
  std::vector<std::string> values;  // one for each of the table's partition keys, in their order
  json::Value document;             // the PartitionInput as it was sent
  Time created;
  std::int64_t id = 0;  // given by the store; see schema.cc
};

// One of `total` parts into which a client splits a list to read them in parallel. Every partition
// is in exactly one, at any time: blocks of ids go to the segments in turn.
struct Segment {
  std::int64_t number = 0;
  std::int64_t total = 1;
  bool Holds(std::int64_t partition_id) const;
};

struct PartitionRequest {
  const PartitionFilter* filter = nullptr;  // null: every partition
  Segment segment = {};
  std::string after = "";  // `next` of the page before; "" for the first
  int limit = 1000;
};
struct PartitionPage {
  std::vector<Partition> items;
  std::string next;  // bytes; "" if nothing is left
};

// The partitions of tables. Every method is part of the caller's transaction and takes the table as
// the catalog's Store yields it in that transaction. A look-up costs what it returns, however many
// partitions the table has. kInvalidInput, in Glue's words, where values are given that are more or
// fewer than the table's partition keys; kLimitExceeded where more are created than the quota
// allows. Keeps nothing but its quotas; thread-safe.
class PartitionStore {
 public:
  explicit PartitionStore(const Quotas& quotas = {}) : quotas_(quotas) {}

  // kAlreadyExists "Partition already exists."
  Status Create(db::Transaction& transaction, const Table& table, const Partition& partition) const;
  // The same for each, in order; yields what became of each. Fails as a whole beyond the quota.
  Result<std::vector<Status>> CreateEach(db::Transaction& transaction, const Table& table,
                                         std::span<const Partition> partitions) const;
  // Creates those that are not there and leaves the others as they are. Yields how many it created.
  Result<int> CreateMissing(db::Transaction& transaction, const Table& table,
                            std::span<const Partition> partitions) const;
  // kNotFound "Cannot find partition."
  Result<Partition> Get(db::Transaction& transaction, const Table& table,
                        std::span<const std::string> values) const;
  // A page of the partitions that match. kInvalidInput if `after` comes from a page of an index
  // that is gone.
  Result<PartitionPage> List(db::Transaction& transaction, const Table& table,
                             const PartitionRequest& request) const;
  Result<std::vector<Partition>> ListAll(db::Transaction& transaction, const Table& table) const;
  // Replaces the document whole, and the values, which may be others than before: kAlreadyExists if
  // those are taken. The time of creation stays.
  Status Update(db::Transaction& transaction, const Table& table,
                std::span<const std::string> values, const Partition& partition) const;
  Status Delete(db::Transaction& transaction, const Table& table,
                std::span<const std::string> values) const;

  // Call when a table's TableInput is replaced: brings the look-ups up to date with its partition
  // keys. kInvalidInput if their number changes while there are partitions.
  Status KeysChanged(db::Transaction& transaction, const Table& before, const Table& after) const;

 private:
  Quotas quotas_;
};

}  // namespace tenon::catalog
