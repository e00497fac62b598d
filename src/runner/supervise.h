#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "runner/stop_signal.h"
#include "runner/worker_process.h"
#include "task/event.h"

namespace tenon::runner {

// The reason of the error of a task that took longer than it may.
inline constexpr std::string_view kTimeout = "Timeout";

struct Limits {
  const StopSignal& stop;
  // When the task is ended for taking too long; never if absent.
  std::optional<std::chrono::steady_clock::time_point> deadline = std::nullopt;
};

// Watches over a worker that has been given a task, and calls `each` for every event up to and
// without Done and Failed. A task that did not end by itself is gone when this returns.
// kStopped if stopped, kUnavailable if the worker died, kLimitExceeded with reason kTimeout past
// the deadline, else the failure that the worker reported.
Result<task::Done> Supervise(WorkerProcess& worker, const Limits& limits,
                             const std::function<void(const task::Event&)>& each);

}  // namespace tenon::runner
