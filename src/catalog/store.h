#pragma once

#include <cstdint>
#include <optional>
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

// One page of a list, by name.
struct PageRequest {
  std::string after;  // names greater than this one
  int limit = 100;
  std::string expression = "";  // GetTables: glob or regular expression of the whole name
};
template <typename T>
struct Page {
  std::vector<T> items;
  bool more = false;
};

// The Data Catalog. Every method is part of the caller's transaction, so that a larger step (the
// end of a run) can span this store and others. Thread-safe, as it keeps nothing itself.
// kNotFound if a database or table is not there ("Database x not found."), kAlreadyExists if a
// name is taken, kConflict for a stale version: Glue's own messages.
class Store {
 public:
  // Creates the catalog's tables in the database.
  static Status Migrate(db::Database& database);

  Status CreateDatabase(db::Transaction& transaction, const Database& database) const;
  Result<Database> GetDatabase(db::Transaction& transaction, std::string_view name) const;
  Result<Page<Database>> ListDatabases(db::Transaction& transaction,
                                       const PageRequest& page) const;
  Status UpdateDatabase(db::Transaction& transaction, std::string_view name,
                        const json::Value& document) const;
  Status DeleteDatabase(db::Transaction& transaction, std::string_view name) const;  // and its tables

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
                     std::string_view name) const;
};

}  // namespace tenon::catalog
