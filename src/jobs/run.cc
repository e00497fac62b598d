#include "jobs/run.h"

#include <algorithm>
#include <array>

#include "base/random.h"

namespace tenon::jobs {
namespace {

struct StateName {
  RunState state;
  std::string_view name;
};

constexpr std::array kStateNames = {
    StateName{RunState::kStarting, "STARTING"},   StateName{RunState::kRunning, "RUNNING"},
    StateName{RunState::kStopping, "STOPPING"},   StateName{RunState::kStopped, "STOPPED"},
    StateName{RunState::kSucceeded, "SUCCEEDED"}, StateName{RunState::kFailed, "FAILED"},
    StateName{RunState::kTimeout, "TIMEOUT"}};

std::string_view NameOf(RunEvent event) {
  switch (event) {
    case RunEvent::kStarted:
      return "started";
    case RunEvent::kStopRequested:
      return "stopped by request";
    case RunEvent::kWorkerStopped:
      return "stopped";
    case RunEvent::kSucceeded:
      return "succeeded";
    case RunEvent::kFailed:
      return "failed";
    case RunEvent::kTimedOut:
      return "timed out";
  }
  return "changed";
}

struct Transition {
  RunState from;
  RunEvent event;
  RunState to;
};

// Everything that can happen; what is not here is a conflict.
constexpr std::array kTransitions = {
    Transition{RunState::kStarting, RunEvent::kStarted, RunState::kRunning},
    Transition{RunState::kStarting, RunEvent::kStopRequested, RunState::kStopping},
    Transition{RunState::kStarting, RunEvent::kFailed, RunState::kFailed},
    Transition{RunState::kStarting, RunEvent::kTimedOut, RunState::kTimeout},
    Transition{RunState::kRunning, RunEvent::kStopRequested, RunState::kStopping},
    Transition{RunState::kRunning, RunEvent::kSucceeded, RunState::kSucceeded},
    Transition{RunState::kRunning, RunEvent::kFailed, RunState::kFailed},
    Transition{RunState::kRunning, RunEvent::kTimedOut, RunState::kTimeout},
    Transition{RunState::kStopping, RunEvent::kStopRequested, RunState::kStopping},
    Transition{RunState::kStopping, RunEvent::kWorkerStopped, RunState::kStopped},
    Transition{RunState::kStopping, RunEvent::kSucceeded, RunState::kSucceeded},
    Transition{RunState::kStopping, RunEvent::kFailed, RunState::kFailed},
    Transition{RunState::kStopping, RunEvent::kTimedOut, RunState::kTimeout},
};

}  // namespace

std::string_view NameOf(RunState state) {
  return std::ranges::find(kStateNames, state, &StateName::state)->name;
}

Result<RunState> ParseRunState(std::string_view name) {
  const auto* const it = std::ranges::find(kStateNames, name, &StateName::name);
  if (it == kStateNames.end()) return InvalidInput("not a run's state: " + std::string(name));
  return it->state;
}

bool IsFinal(RunState state) {
  return std::ranges::find(kTransitions, state, &Transition::from) == kTransitions.end();
}

std::string NewRunId() { return "jr_" + RandomHex(32); }

Result<RunState> Next(RunState state, RunEvent event) {
  const auto* const it = std::ranges::find_if(kTransitions, [&](const Transition& transition) {
    return transition.from == state && transition.event == event;
  });
  if (it == kTransitions.end()) {
    return Conflict("a run that is " + std::string(NameOf(state)) + " cannot be " +
                    std::string(NameOf(event)));
  }
  return it->to;
}

std::int64_t SecondsBetween(Time started, Time ended) {
  return std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(ended - started).count(),
                                0);
}

}  // namespace tenon::jobs
