#include "runner/worker_pool.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace tenon::runner {
namespace {

constexpr auto kStartTimeout = std::chrono::seconds(30);
constexpr auto kRetryAfterFailure = std::chrono::seconds(1);
constexpr auto kStopCheck = std::chrono::milliseconds(100);
// To start a worker takes 0.1 s of a processor. The task that has just taken one would miss it, if
// it has all processors; most tasks end sooner than this, and a longer one does not feel it.
constexpr auto kSuccessorDelay = std::chrono::seconds(1);

// Starts a worker and waits until it is warm.
Result<std::unique_ptr<WorkerProcess>> StartWarm(const std::filesystem::path& program) {
  ASSIGN_OR_RETURN(auto worker, WorkerProcess::Spawn({.program = program}));
  ASSIGN_OR_RETURN(const auto event,
                   worker->Receive(std::chrono::steady_clock::now() + kStartTimeout, nullptr));
  if (!event) return Unavailable("a worker did not get ready in 30 s");
  if (const auto* failed = std::get_if<task::Failed>(&*event)) {
    return Unavailable("a worker did not get ready: " + failed->message);
  }
  return worker;
}

}  // namespace

WorkerPool::WorkerPool(std::filesystem::path program, int warm)
    : program_(std::move(program)),
      warm_(static_cast<std::size_t>(warm)),
      thread_([this](const std::stop_token& ended) { KeepWarm(ended); }) {}

WorkerPool::~WorkerPool() {
  thread_.request_stop();
  changed_.notify_all();
}

void WorkerPool::KeepWarm(const std::stop_token& ended) {
  std::unique_lock lock(mutex_);
  const auto is_short = [&] { return ready_.size() < std::max(warm_, waiting_); };
  const auto starts_now = [&] {
    if (ready_.size() < std::max<std::size_t>(1, waiting_)) return true;
    return is_short() && std::chrono::steady_clock::now() >= successor_due_;
  };
  const auto has_work = [&] { return starts_now() || !retired_.empty(); };
  while (!ended.stop_requested()) {
    if (!has_work() && is_short()) {
      const auto due = successor_due_;
      changed_.wait_until(lock, ended, due, has_work);
      continue;
    }
    if (!has_work()) {
      changed_.wait(lock, ended, [&] { return is_short() || !retired_.empty(); });
      continue;
    }
    if (!starts_now()) {
      auto gone = std::exchange(retired_, {});
      lock.unlock();
      gone.clear();
      lock.lock();
      continue;
    }
    lock.unlock();
    auto worker = StartWarm(program_);
    lock.lock();
    if (worker) {
      ready_.push_back(*std::move(worker));
      failures_ = 0;
      changed_.notify_all();
      continue;
    }
    Log(LogLevel::kError, "worker not started", {{"error", worker.error().message}});
    last_failure_ = worker.error();
    ++failures_;
    changed_.notify_all();
    changed_.wait_for(lock, ended, kRetryAfterFailure, [] { return false; });
  }
  retired_.clear();
  ready_.clear();  // here, on the thread that they die with
}

Result<std::unique_ptr<WorkerProcess>> WorkerPool::Take(const StopSignal& stop) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.notify_all();
  const std::size_t failures_before = failures_;
  while (failures_ <= failures_before && !stop.requested()) {
    // One may have been ended by hand, or for want of memory, while it waited for work.
    while (!ready_.empty() && !ready_.front()->IsAlive()) ready_.pop_front();
    if (!ready_.empty()) break;
    changed_.notify_all();
    changed_.wait_for(lock, kStopCheck);
  }
  --waiting_;
  if (stop.requested()) return Error{ErrorKind::kStopped, "stopped before it started", {}};
  if (ready_.empty()) return last_failure_;
  auto worker = std::move(ready_.front());
  ready_.pop_front();
  successor_due_ = std::chrono::steady_clock::now() + kSuccessorDelay;
  changed_.notify_all();
  return worker;
}

void WorkerPool::Retire(std::unique_ptr<WorkerProcess> worker) {
  worker->Kill();
  const std::lock_guard lock(mutex_);
  retired_.push_back(std::move(worker));
  successor_due_ = {};
  changed_.notify_all();
}

}  // namespace tenon::runner
