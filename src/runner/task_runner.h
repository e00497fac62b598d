#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "runner/answers.h"
#include "runner/supervise.h"
#include "runner/worker_pool.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon::runner {

// Runs tasks, each in a worker of its own; but those that ask for types and nothing else
// (task/types_only.h) follow one another in a worker that is kept for them, so that a graph of many
// nodes whose columns only the engine knows does not take as many workers. Thread-safe.
class TaskRunner {
 public:
  explicit TaskRunner(WorkerPool& pool) : pool_(pool) {}

  struct Options {
    const StopSignal& stop;
    // When the task is ended for taking too long; never if absent.
    std::optional<std::chrono::steady_clock::time_point> deadline = std::nullopt;
    // Called once the worker has the task.
    std::function<void()> started = [] {};
  };

  // Hands the task to a warm worker and watches over it (supervise.h). When this returns, the
  // worker process is gone or does nothing: what it wrote will not change any more.
  Result<task::Done> Run(const task::Task& task, const Options& options,
                         const std::function<void(const task::Event&)>& each);

  // What earlier tasks have answered, for those who ask the same again.
  Answers& answers() { return answers_; }

 private:
  Result<std::unique_ptr<WorkerProcess>> Start(const task::Task& task, const StopSignal& stop);
  // The worker that is kept; null if there is none, or it has ended.
  std::unique_ptr<WorkerProcess> TakeKept();
  // After the task.
  void Return(std::unique_ptr<WorkerProcess> worker, const task::Task& task, bool done);

  Answers answers_;
  std::mutex mutex_;
  std::unique_ptr<WorkerProcess> kept_;  // has done a task that asks for types; guarded by mutex_
  WorkerPool& pool_;
};

}  // namespace tenon::runner
