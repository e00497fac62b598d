#include "runner/task_runner.h"

#include <utility>

#include "task/types_only.h"

namespace tenon::runner {
namespace {

using std::chrono::steady_clock;

// How long a worker may take to obey a stop before it is killed: BatchStopJobRun promises a second.
constexpr auto kStopGrace = std::chrono::milliseconds(600);
constexpr auto kForever = std::chrono::hours(24 * 365);

// A task's end, if the event is one.
std::optional<Result<task::Done>> EndOf(const task::Event& event) {
  if (const auto* done = std::get_if<task::Done>(&event)) return Result<task::Done>(*done);
  if (const auto* failed = std::get_if<task::Failed>(&event)) {
    return Result<task::Done>(Error{failed->kind, failed->message, {}});
  }
  return std::nullopt;
}

// Waits for the end of a task that has been told to stop. What it still reports is dropped.
void AwaitStop(WorkerProcess& worker) {
  if (!worker.SendStop()) return;
  const auto deadline = steady_clock::now() + kStopGrace;
  for (;;) {
    const auto event = worker.Receive(deadline, nullptr);
    if (!event || !*event || EndOf(**event)) return;
  }
}

}  // namespace

Result<task::Done> TaskRunner::Run(const task::Task& task, const Options& options,
                                   const std::function<void(const task::Event&)>& each) {
  ASSIGN_OR_RETURN(auto worker, Start(task, options.stop));
  options.started();
  const auto deadline = options.deadline.value_or(steady_clock::now() + kForever);
  for (;;) {
    ASSIGN_OR_RETURN(const auto event, worker->Receive(deadline, &options.stop));
    if (!event) {
      AwaitStop(*worker);
      worker.reset();  // so that it writes nothing more
      if (options.stop.requested()) return Error{ErrorKind::kStopped, "stopped on request", {}};
      return Error{ErrorKind::kLimitExceeded, "the time limit is over", kTimeout};
    }
    if (auto end = EndOf(*event)) {
      Return(std::move(worker), task, end->has_value());
      return *std::move(end);
    }
    each(*event);
  }
}

Result<std::unique_ptr<WorkerProcess>> TaskRunner::Start(const task::Task& task,
                                                         const StopSignal& stop) {
  if (task::AsksTypesOnly(task)) {
    if (auto worker = TakeKept(); worker != nullptr && worker->SendTask(task)) return worker;
  }
  ASSIGN_OR_RETURN(auto worker, pool_.Take(stop));
  if (!worker->SendTask(task)) {
    // It died between being looked at and being given the task; another one has not.
    ASSIGN_OR_RETURN(worker, pool_.Take(stop));
    RETURN_IF_ERROR(worker->SendTask(task));
  }
  return worker;
}

std::unique_ptr<WorkerProcess> TaskRunner::TakeKept() {
  const std::lock_guard lock(mutex_);
  if (kept_ != nullptr && !kept_->IsAlive()) kept_.reset();
  return std::exchange(kept_, nullptr);
}

void TaskRunner::Return(std::unique_ptr<WorkerProcess> worker, const task::Task& task, bool done) {
  if (done && task::AsksTypesOnly(task)) {
    const std::lock_guard lock(mutex_);
    std::swap(kept_, worker);  // of two that were busy at once, one stays
  }
  if (worker != nullptr) pool_.Retire(std::move(worker));
}

}  // namespace tenon::runner
