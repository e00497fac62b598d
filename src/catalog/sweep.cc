#include "catalog/sweep.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/log.h"
#include "catalog/search_index.h"

namespace tenon::catalog {
namespace {

constexpr auto kInterval = std::chrono::seconds(1);

// Each removes at most as many rows as one transaction should take; ?1 is the table's number.
constexpr std::array<std::string_view, 4> kSteps = {
    "DELETE FROM catalog_partition_entries WHERE (table_id, index_number, entry, partition_id) IN "
    "(SELECT table_id, index_number, entry, partition_id FROM catalog_partition_entries "
    "WHERE table_id = ?1 LIMIT 1000)",
    "DELETE FROM catalog_partitions WHERE id IN (SELECT id FROM catalog_partitions "
    "WHERE id >= ?1 * 4294967296 AND id < (?1 + 1) * 4294967296 LIMIT 500)",
    "DELETE FROM catalog_table_versions WHERE (table_id, version) IN (SELECT table_id, version "
    "FROM catalog_table_versions WHERE table_id = ?1 LIMIT 500)",
    "DELETE FROM catalog_column_statistics WHERE (owner_id, column_name) IN "
    "(SELECT owner_id, column_name FROM catalog_column_statistics "
    "WHERE owner_id >= ?1 * 4294967296 AND owner_id < (?1 + 1) * 4294967296 LIMIT 500)",
};

Result<bool> HasDropped(const db::Database& database) {
  return database.ReadFor<bool>([](db::Transaction& transaction) -> Result<bool> {
    ASSIGN_OR_RETURN(const auto found,
                     transaction.QueryInt("SELECT 1 FROM catalog_dropped_tables LIMIT 1", {}));
    return found.has_value();
  });
}

// Sweeps until nothing is left or it is told to stop.
Status SweepAll(db::Database& database, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    ASSIGN_OR_RETURN(const bool is_left, HasDropped(database));
    if (!is_left) return {};
    ASSIGN_OR_RETURN([[maybe_unused]] const bool more, database.WriteFor<bool>(&SweepSome));
  }
  return {};
}

}  // namespace

Result<bool> SweepSome(db::Transaction& transaction) {
  ASSIGN_OR_RETURN(const auto table,
                   transaction.QueryInt("SELECT id FROM catalog_dropped_tables LIMIT 1", {}));
  if (!table) return false;
  for (const std::string_view step : kSteps) {
    ASSIGN_OR_RETURN(const auto rows, transaction.Execute(step, {*table}));
    if (rows > 0) return true;
  }
  RETURN_IF_ERROR(TableSearchIndex().Remove(transaction, *table));
  for (const std::string_view sql : {"DELETE FROM catalog_partition_indexes WHERE table_id = ?1",
                                     "DELETE FROM catalog_dropped_tables WHERE id = ?1"}) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {*table}));
  }
  ASSIGN_OR_RETURN(const auto next,
                   transaction.QueryInt("SELECT 1 FROM catalog_dropped_tables LIMIT 1", {}));
  return next.has_value();
}

Sweeper::Sweeper(db::Database& database)
    : thread_([&database](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any woken;
        std::unique_lock lock(mutex);
        do {
          if (const Status swept = SweepAll(database, stop); !swept) {
            Log(LogLevel::kError, "dropped tables not swept", {{"error", swept.error().message}});
          }
          if (const Status indexed = TableSearchIndex().CatchUp(database, stop); !indexed) {
            Log(LogLevel::kError, "tables not indexed", {{"error", indexed.error().message}});
          }
        } while (!woken.wait_for(lock, stop, kInterval, [&] { return stop.stop_requested(); }));
      }) {}

}  // namespace tenon::catalog
