#include "load/recorder.h"

#include <algorithm>
#include <cmath>

namespace tenon::load {
namespace {

double Seconds(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

}  // namespace

void Recorder::Add(std::chrono::nanoseconds took, std::int64_t items, std::size_t bytes) {
  times_.push_back(took.count());
  items_ += items;
  bytes_ += static_cast<std::int64_t>(bytes);
}

void Recorder::Add(const Recorder& other) {
  times_.insert(times_.end(), other.times_.begin(), other.times_.end());
  items_ += other.items_;
  bytes_ += other.bytes_;
}

std::int64_t Percentile(std::vector<std::int64_t> values, double fraction) {
  if (values.empty()) return 0;
  const double rank = std::round(fraction * static_cast<double>(values.size() - 1));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::ranges::nth_element(values, at);
  return *at;
}

json::Value Recorder::Summary(std::chrono::nanoseconds whole) const {
  const double seconds = Seconds(whole.count());
  const double rate = seconds > 0 ? static_cast<double>(requests()) / seconds : 0;
  return {{"requests", requests()},
          {"items", items_},
          {"bytes", bytes_},
          {"seconds", seconds},
          {"requests_per_second", rate},
          {"p50", Seconds(Percentile(times_, 0.5))},
          {"p99", Seconds(Percentile(times_, 0.99))},
          {"least", Seconds(Percentile(times_, 0))},
          {"most", Seconds(Percentile(times_, 1))}};
}

}  // namespace tenon::load
