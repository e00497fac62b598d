#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "runner/databases.h"
#include "runner/run_log.h"
#include "runner/task_runner.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon::runner {

// Asks the database that a run may have committed in, until it answers. A run that has not
// committed when this returns never will. The worker of the run must be gone, or able to do no more
// than commit.
class Settler {
 public:
  Settler(TaskRunner& tasks, const Databases& databases, const RunLogs& logs)
      : tasks_(tasks), databases_(databases), logs_(logs) {}

  // The reason of the error of a run of which nobody knows whether it has committed.
  static constexpr std::string_view kUndecided = "Undecided";

  // Whether the run has committed. An error with reason kUndecided if a stop was requested while
  // the database could not be asked: it is asked once in any case.
  Result<bool> HasCommitted(const task::Commit& commit, const task::Settlement& settlement,
                            const StopSignal& stop);

 private:
  Result<bool> Ask(const task::Commit& commit, const task::Settlement& settlement);

  TaskRunner& tasks_;
  const Databases& databases_;
  const RunLogs& logs_;
};

// Whether the worker came as far as to commit in a database.
bool HasResultFile(const std::filesystem::path& staging);

// The events that a worker has left there (task::kResultFile), the last of them Done. kInternal if
// they are not whole.
Result<std::vector<task::Event>> ReadResultFile(const std::filesystem::path& staging);

}  // namespace tenon::runner
