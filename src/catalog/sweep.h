#pragma once

#include <thread>

#include "db/database.h"

namespace tenon::catalog {

// Removes some of what dropped tables have left behind: partitions, their entries, versions and
// statistics. Takes no longer for a table of a million partitions than for one of a thousand.
// Yields whether something is left.
Result<bool> SweepSome(db::Transaction& transaction);

// Sweeps, and indexes tables for searches (search_index.h), beside the work of others for as long
// as it lives: what a server has not finished, the next one does. Thread-safe.
class Sweeper {
 public:
  // The database must outlive it.
  explicit Sweeper(db::Database& database);

 private:
  std::jthread thread_;
};

}  // namespace tenon::catalog
