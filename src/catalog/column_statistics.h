#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/partitions.h"
#include "catalog/store.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// What statistics can be kept of: a table, or one of its partitions, with its columns.
struct StatisticsOwner {
  struct Column {
    std::string name;  // in lower case
    std::string type;  // as the catalog has it
  };
  std::int64_t id = 0;  // see schema.cc
  std::vector<Column> columns;

  // A table has statistics of its partition keys too.
  static StatisticsOwner Of(const Table& table);
  // A partition that names no columns has those of its table.
  static StatisticsOwner Of(const Table& table, const Partition& partition);
};

// kInvalidInput unless the StatisticsData of a ColumnStatistics has exactly the member that its
// Type names.
Status CheckStatistics(const json::Value& statistics);

// Statistics of columns: Glue's ColumnStatistics, kept whole, one for each column of an owner. They
// describe a column of a type: of one that is gone or has changed its type they are not told any
// more, as in Hive (of AWS that is not known). With a table or partition they go. Every method is
// part of the caller's transaction. Keeps nothing itself; thread-safe.
class ColumnStatisticsStore {
 public:
  // kNotFound "Statistics do not exist for this column", in AWS's words.
  Result<json::Value> Get(db::Transaction& transaction, const StatisticsOwner& owner,
                          std::string_view column) const;
  // Replaces the column's. kInvalidInput as CheckStatistics; kNotFound for a column that the owner
  // does not have.
  Status Put(db::Transaction& transaction, const StatisticsOwner& owner,
             const json::Value& statistics) const;
  // Success if there are none, as AWS has it.
  Status Delete(db::Transaction& transaction, const StatisticsOwner& owner,
                std::string_view column) const;
};

}  // namespace tenon::catalog
