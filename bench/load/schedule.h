#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace tenon::load {

// How long to go on: so many requests, or so many seconds behind a warm-up that does not count.
struct Extent {
  std::optional<std::int64_t> requests = std::nullopt;
  std::chrono::duration<double> warm_up{0.5};  // of no use with a number of requests
  std::chrono::duration<double> seconds{3.0};
};

// Gives the clients of one run the numbers of their requests, and says when to end. Thread-safe.
class Schedule {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Schedule(const Extent& extent)
      : requests_(extent.requests), counted_from_(Clock::now()) {
    if (requests_) return;
    counted_from_ += std::chrono::duration_cast<Clock::duration>(extent.warm_up);
    end_ = counted_from_ + std::chrono::duration_cast<Clock::duration>(extent.seconds);
  }

  // The number of one more request; nothing when it is time to end. However little time there is,
  // one request that counts is given.
  std::optional<std::int64_t> Next() {
    if (is_stopped_) return std::nullopt;
    if (!requests_) {
      const auto now = Clock::now();
      if (now >= end_ && has_counted_) return std::nullopt;
      if (Counts(now)) has_counted_ = true;
    }
    const std::int64_t number = next_++;
    if (requests_ && number >= *requests_) return std::nullopt;
    return number;
  }
  // How many numbers were given so far, of requests that count and of others.
  std::int64_t given() const {
    return requests_ ? std::min(next_.load(), *requests_) : next_.load();
  }
  // Ends it early, as somebody has failed.
  void Stop() { is_stopped_ = true; }

  // Whether what began then counts, or was for warming up.
  bool Counts(Clock::time_point began) const { return began >= counted_from_; }
  Clock::time_point counted_from() const { return counted_from_; }

 private:
  const std::optional<std::int64_t> requests_;
  Clock::time_point counted_from_;
  Clock::time_point end_;
  std::atomic<std::int64_t> next_{0};
  std::atomic<bool> has_counted_{false};
  std::atomic<bool> is_stopped_{false};
};

}  // namespace tenon::load
