#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "runner/worker_process.h"

namespace tenon::runner {

// Workers started ahead of need, so that a task does not wait for an engine to open. Each is taken
// once; a thread of the pool's own starts its successor: at once if none is left, or else when a
// task has ended or a second has passed, so as to take no processor from a short task. Thread-safe.
class WorkerPool {
 public:
  // Keeps `warm` workers of the program ready.
  WorkerPool(std::filesystem::path program, int warm);
  // Ends the workers that nobody took. Those taken must be gone before: they die with the pool.
  ~WorkerPool();

  // A worker that has reported Ready. Starts one if none is; kUnavailable, with the reason, if
  // workers cannot be started, kStopped if `stop` is requested first.
  Result<std::unique_ptr<WorkerProcess>> Take(const StopSignal& stop);

  // Ends a worker whose task has ended. The pool's thread waits for it to be gone: the system takes
  // a while to free gigabytes, and nobody needs to see that.
  void Retire(std::unique_ptr<WorkerProcess> worker);

 private:
  void KeepWarm(const std::stop_token& ended);

  const std::filesystem::path program_;
  const std::size_t warm_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::unique_ptr<WorkerProcess>> ready_;     // guarded by mutex_
  std::vector<std::unique_ptr<WorkerProcess>> retired_;  // guarded by mutex_
  // When a successor is started although another worker is ready; guarded by mutex_.
  std::chrono::steady_clock::time_point successor_due_;
  std::size_t waiting_ = 0;   // callers of Take; guarded by mutex_
  std::size_t failures_ = 0;  // since the last success; guarded by mutex_
  Error last_failure_;        // guarded by mutex_
  std::jthread thread_;
};

}  // namespace tenon::runner
