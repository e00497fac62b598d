#include "engine/activity.h"

#include <charconv>

namespace tenon::engine {

void Activity::Begin(std::size_t counters) {
  const std::lock_guard lock(mutex_);
  row_groups_.clear();
  counters_ = std::make_unique<std::atomic<std::uint64_t>[]>(counters);
  size_ = counters;
}

void Activity::TakeLogEntry(std::string_view message) {
  // {..., 'event': ReadRowGroup, 'info': {file=/a.parquet, row_group_id=0}}
  constexpr std::string_view kEvent = "'event': ReadRowGroup, 'info': {file=";
  constexpr std::string_view kNumber = ", row_group_id=";
  const std::size_t event = message.find(kEvent);
  if (event == std::string_view::npos) return;
  const std::size_t path = event + kEvent.size();
  const std::size_t number = message.rfind(kNumber);
  if (number == std::string_view::npos || number < path) return;
  const std::string_view digits = message.substr(number + kNumber.size());
  std::size_t row_group = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), row_group);
  if (parsed.ec != std::errc()) return;
  const std::lock_guard lock(mutex_);
  row_groups_[std::string(message.substr(path, number - path))].insert(row_group);
}

Activity::RowGroups Activity::RowGroupsRead() const {
  const std::lock_guard lock(mutex_);
  return row_groups_;
}

void Activity::CountRows(std::size_t counter, std::uint64_t rows) {
  if (counter < size_) counters_[counter].fetch_add(rows, std::memory_order_relaxed);
}

std::uint64_t Activity::RowsCounted(std::size_t counter) const {
  const std::lock_guard lock(mutex_);
  return counter < size_ ? counters_[counter].load(std::memory_order_relaxed) : 0;
}

std::string CountedSql(std::size_t counter, const std::string& value) {
  // The engine sees that the condition holds for all rows of a chunk, and takes the value as it is.
  return "CASE WHEN tenon_count_rows(" + std::to_string(counter) + ") THEN " + value + " END";
}

}  // namespace tenon::engine
