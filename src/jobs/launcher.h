#pragma once

#include <string_view>

#include "jobs/run.h"

namespace tenon::jobs {

// Who executes runs. The one that is stored moves it on: kStarted when a worker has the task, then
// one event that ends it. Thread-safe.
class Launcher {
 public:
  virtual ~Launcher() = default;

  // Takes over a run that is stored as STARTING, and returns at once. Whatever goes wrong from then
  // on becomes the run's state and message.
  virtual void Launch(const Run& run) = 0;

  // Tells the worker of a run that is stored as STOPPING to end, and returns without waiting for
  // it; kWorkerStopped follows. A run that no worker has yet is never handed to one. Success if the
  // run has ended meanwhile. The run may be gone from the store, if its job was deleted.
  virtual Status Stop(std::string_view job, std::string_view run_id) = 0;
};

}  // namespace tenon::jobs
