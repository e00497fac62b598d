#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "json/value.h"

namespace tenon::jobs {

// Glue's JobRunState.
enum class RunState {
  kStarting,
  kRunning,
  kStopping,
  kStopped,
  kSucceeded,
  kFailed,
  kTimeout,
};

// "STARTING", ... as the API names them.
std::string_view NameOf(RunState state);
Result<RunState> ParseRunState(std::string_view name);
// Whether a run in this state will never change again.
bool IsFinal(RunState state);

// An id for a run: "jr_" and 64 hex digits, as Glue makes them.
std::string NewRunId();

// What can happen to a run.
enum class RunEvent {
  kStarted,        // a worker has the task
  kStopRequested,  // BatchStopJobRun
  kWorkerStopped,  // the worker has ended because it was told to
  kSucceeded,      // the output is published
  kFailed,         // the worker is gone, or the run never could start
  kTimedOut,       // Timeout minutes are over and the worker is gone
};

// The state after an event. kConflict if the event cannot happen in that state: a final state
// never changes; a run being stopped may still succeed, fail or time out first, but is not started
// any more; to ask for a stop again changes nothing.
Result<RunState> Next(RunState state, RunEvent event);

// The seconds of a run that have begun, as Glue counts ExecutionTime.
std::int64_t SecondsBetween(Time started, Time ended);

// One run of a job.
struct Run {
  std::string id;  // "jr_" and 64 hex digits
  std::string job;
  int attempt = 0;
  RunState state = RunState::kStarting;
  Time started;
  Time last_modified;
  std::optional<Time> completed;
  std::int64_t execution_seconds = 0;  // begun seconds from start to end; 0 before the end
  std::string error_message;
  // StartJobRun's request (Arguments, WorkerType, ...), kept whole.
  json::Value request = json::Object{};
  // The job as it was when the run started.
  json::Value job_document = json::Object{};
  // Which version of the job that is; 0 of runs from before versions.
  std::int64_t job_version = 0;
  // Rows read, written and counted for each node, when the run has ended ({} before).
  json::Value report = json::Object{};
};

}  // namespace tenon::jobs
