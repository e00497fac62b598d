#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon {

// A point in time, UTC, in milliseconds: the precision that AWS's APIs answer with.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// Where time comes from, so that tests can say what time it is.
// Implementations: SystemClock and ManualClock. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Time Now() const override;
};

// A clock that stands still until told to move. One thread at a time.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time now) : now_(now) {}
  Time Now() const override { return now_; }
  void Advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  Time now_;
};

// Milliseconds since 1970-01-01T00:00:00Z, as stores keep times.
std::int64_t ToMillis(Time time);
Time FromMillis(std::int64_t millis);

// Seconds since the epoch with a fraction: how AWS JSON writes timestamps.
double ToEpochSeconds(Time time);

// "2026-01-31T08:15:30.123Z", as S3 and STS write them.
std::string FormatIso8601(Time time);

// "20260131T081530Z", the form of x-amz-date.
std::string FormatBasicIso8601(Time time);
// Reads that form; kInvalidInput if it is anything else.
Result<Time> ParseBasicIso8601(std::string_view text);

// "Sat, 31 Jan 2026 08:15:30 GMT", the date of HTTP headers (RFC 9110, 5.6.7).
std::string FormatHttpDate(Time time);
// Reads that form; kInvalidInput if it is anything else.
Result<Time> ParseHttpDate(std::string_view text);

}  // namespace tenon
