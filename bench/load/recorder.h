#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "json/value.h"

namespace tenon::load {

// How long each of many requests took, and how much they brought. One thread at a time; every
// thread has its own, and they are added up at the end.
class Recorder {
 public:
  void Add(std::chrono::nanoseconds took, std::int64_t items, std::size_t bytes);
  void Add(const Recorder& other);

  std::int64_t requests() const { return static_cast<std::int64_t>(times_.size()); }

  // {"requests", "items", "bytes", "seconds", "requests_per_second", "p50", "p99", "least",
  // "most"}, times in seconds. `whole` is how long it took from the first request to the last
  // answer.
  json::Value Summary(std::chrono::nanoseconds whole) const;

 private:
  std::vector<std::int64_t> times_;  // nanoseconds
  std::int64_t items_ = 0;
  std::int64_t bytes_ = 0;
};

// The value below which that fraction of the values lies (nearest rank); 0 of none.
std::int64_t Percentile(std::vector<std::int64_t> values, double fraction);

}  // namespace tenon::load
