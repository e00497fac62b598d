#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/quotas.h"
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
  std::int64_t id = 0;  // given by the store, and never to another table
};

// What a list of names tells of a table.
struct TableName {
  std::string name;
  std::string type;  // TableType; "" if it has none
};

// How a table is replaced.
struct TableUpdate {
  std::optional<std::int64_t> expected_version = std::nullopt;  // the one that the caller has read
  bool archive = true;  // keep what is replaced as a version (versions.h)
};

// One page of a list, by name.
struct PageRequest {
  std::string after;  // names greater than this one
  int limit = 100;
  std::string expression = "";  // of tables alone: see name_pattern.h; "" for every table
};
template <typename T>
struct Page {
  std::vector<T> items;
  bool more = false;
};

// The Data Catalog. Every method is part of the caller's transaction, so that a larger step (the
// end of a run) can span this store and others. Thread-safe, as it keeps nothing but its quotas.
// kNotFound if a database or table is not there ("Database x not found."), kAlreadyExists if a
// name is taken, kConflict for a stale version, kLimitExceeded for one more of something than the
// quotas allow: Glue's own messages. What is listed in pages stays
// in order while others create and delete: nothing that was there all along is passed over or
// told twice.
class Store {
 public:
  explicit Store(const Quotas& quotas = {}) : quotas_(quotas) {}
  const Quotas& quotas() const { return quotas_; }

  // Creates the catalog's tables in the database.
  static Status Migrate(db::Database& database);

  Status CreateDatabase(db::Transaction& transaction, const Database& database) const;
  Result<Database> GetDatabase(db::Transaction& transaction, std::string_view name) const;
  Result<Page<Database>> ListDatabases(db::Transaction& transaction, const PageRequest& page) const;
  // Replaces the document whole; the name stays.
  Status UpdateDatabase(db::Transaction& transaction, std::string_view name,
                        const json::Value& document) const;
  // With its tables, which are gone at once; what they leave behind is swept later (sweep.h).
  Status DeleteDatabase(db::Transaction& transaction, std::string_view name) const;

  // What a TableInput may not say: table_input.h. Its version is 0.
  Status CreateTable(db::Transaction& transaction, Table table) const;
  Result<Table> GetTable(db::Transaction& transaction, std::string_view database,
                         std::string_view name) const;
  Result<Page<Table>> ListTables(db::Transaction& transaction, std::string_view database,
                                 const PageRequest& page) const;
  // The same page without reading the tables.
  Result<Page<TableName>> ListTableNames(db::Transaction& transaction, std::string_view database,
                                         const PageRequest& page) const;
  // Replaces the document whole and counts the version up; the name, the time of creation and the
  // number stay. kConflict unless the expected version is absent or the stored one; kInvalidInput
  // as for CreateTable, and for another number of partition keys while there are partitions.
  Status UpdateTable(db::Transaction& transaction, Table table,
                     const TableUpdate& update = {}) const;
  // As DeleteDatabase: its partitions, versions and statistics are swept later.
  Status DeleteTable(db::Transaction& transaction, std::string_view database,
                     std::string_view name) const;

 private:
  Quotas quotas_;
};

}  // namespace tenon::catalog
