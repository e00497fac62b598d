#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// A database: its DatabaseInput, kept whole, and what the catalog adds. Names are folded to lower
// case, as Glue folds them.
struct Database {
  std::string name;
  json::Value document;  // the DatabaseInput as it was sent
  Time created;
};

// A table: its TableInput, kept whole, and what the catalog adds.
struct Table {
  std::string database;
  std::string name;
  json::Value document;  // the TableInput as it was sent
  Time created;
  Time updated;
  std::int64_t version = 0;
};

// A partition: its PartitionInput, kept whole, and what the catalog adds.
struct Partition {
  std::vector<std::string> values;  // one for each of the table's partition keys, in their order
  json::Value document;             // the PartitionInput as it was sent
  Time created;

  // The values as one text, by which partitions are told apart, ordered and paged.
  std::string Key() const;
};

// One page of a list, by name (partitions: by Key).
struct PageRequest {
  std::string after;  // names greater than this one
  int limit = 100;
  std::string expression = "";  // ListTables alone: see name_pattern.h; "" for every table
};
template <typename T>
struct Page {
  std::vector<T> items;
  bool more = false;
};

// The Data Catalog. Every method is part of the caller's transaction, so that a larger step (the
// end of a run) can span this store and others. Thread-safe, as it keeps nothing itself.
// kNotFound if a database or table is not there ("Database x not found."), kAlreadyExists if a
// name is taken, kConflict for a stale version: Glue's own messages. What is listed in pages stays
// in order while others create and delete: nothing that was there all along is passed over or
// told twice.
class Store {
 public:
  // Creates the catalog's tables in the database.
  static Status Migrate(db::Database& database);

  Status CreateDatabase(db::Transaction& transaction, const Database& database) const;
  Result<Database> GetDatabase(db::Transaction& transaction, std::string_view name) const;
  Result<Page<Database>> ListDatabases(db::Transaction& transaction, const PageRequest& page) const;
  // Replaces the document whole; the name stays.
  Status UpdateDatabase(db::Transaction& transaction, std::string_view name,
                        const json::Value& document) const;
  Status DeleteDatabase(db::Transaction& transaction,
                        std::string_view name) const;  // and its tables

  Status CreateTable(db::Transaction& transaction, const Table& table) const;
  Result<Table> GetTable(db::Transaction& transaction, std::string_view database,
                         std::string_view name) const;
  Result<Page<Table>> ListTables(db::Transaction& transaction, std::string_view database,
                                 const PageRequest& page) const;
  // Replaces the document whole and counts the version up. kConflict unless `expected_version` is
  // absent or the stored one.
  Status UpdateTable(db::Transaction& transaction, const Table& table,
                     std::optional<std::int64_t> expected_version) const;
  Status DeleteTable(db::Transaction& transaction, std::string_view database,
                     std::string_view name) const;  // and its partitions

  // kInvalidInput unless there is a value for each of the table's partition keys.
  Status CreatePartition(db::Transaction& transaction, std::string_view database,
                         std::string_view table, const Partition& partition) const;
  // Creates those that are not there and leaves the others as they are. Yields how many it created.
  Result<int> CreatePartitions(db::Transaction& transaction, std::string_view database,
                               std::string_view table, std::span<const Partition> partitions) const;
  Result<Partition> GetPartition(db::Transaction& transaction, std::string_view database,
                                 std::string_view table, std::span<const std::string> values) const;
  Result<Page<Partition>> ListPartitions(db::Transaction& transaction, std::string_view database,
                                         std::string_view table, const PageRequest& page) const;
  // Every partition of the table.
  Result<std::vector<Partition>> ListPartitions(db::Transaction& transaction,
                                                std::string_view database,
                                                std::string_view table) const;
};

}  // namespace tenon::catalog
