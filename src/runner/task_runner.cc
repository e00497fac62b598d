#include "runner/task_runner.h"

#include <utility>

#include "task/types_only.h"

namespace tenon::runner {

Result<task::Done> TaskRunner::Run(const task::Task& task, const Options& options,
                                   const std::function<void(const task::Event&)>& each) {
  ASSIGN_OR_RETURN(auto worker, Start(task, options.stop));
  options.started();
  Result<task::Done> done =
      Supervise(*worker, {.stop = options.stop, .deadline = options.deadline}, each);
  Return(std::move(worker), task, done.has_value());
  return done;
}

Result<std::unique_ptr<WorkerProcess>> TaskRunner::Start(const task::Task& task,
                                                         const StopSignal& stop) {
  if (task::AsksTypesOnly(task)) {
    if (auto worker = TakeKept(); worker != nullptr && worker->SendTask(task::ToJson(task)))
      return worker;
  }
  ASSIGN_OR_RETURN(auto worker, pool_.Take(stop));
  if (!worker->SendTask(task::ToJson(task))) {
    // It died between being looked at and being given the task; another one has not.
    ASSIGN_OR_RETURN(worker, pool_.Take(stop));
    RETURN_IF_ERROR(worker->SendTask(task::ToJson(task)));
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
