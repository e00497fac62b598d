#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace tenon::engine {

// What the statements of an engine are seen to do while they run, without a part in their plans:
// the row groups of Parquet's files that they read, which the engine tells its log
// (engine/watch.h), and the rows that have passed a counter. Thread-safe, but for Begin.
class Activity {
 public:
  using RowGroups = std::map<std::string, std::set<std::size_t>, std::less<>>;  // by path

  // Forgets all, and makes `counters` of them. Call while no statement runs.
  void Begin(std::size_t counters);

  // Takes a message of the engine's log; most tell of nothing that is kept.
  void TakeLogEntry(std::string_view message);
  // Those that scans have begun.
  RowGroups RowGroupsRead() const;

  // No effect if there is no such counter.
  void CountRows(std::size_t counter, std::uint64_t rows);
  std::uint64_t RowsCounted(std::size_t counter) const;

 private:
  mutable std::mutex mutex_;
  RowGroups row_groups_;  // guarded by mutex_
  std::atomic<std::size_t> size_ = 0;
  std::unique_ptr<std::atomic<std::uint64_t>[]> counters_;
};

// SQL of the value, whose rows the counter counts as they are computed. At the top of a statement
// it stands in the way of nothing: below it the engine is free to filter and to join as ever.
std::string CountedSql(std::size_t counter, const std::string& value);

}  // namespace tenon::engine
