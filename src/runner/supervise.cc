#include "runner/supervise.h"

#include <utility>

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

Result<task::Done> Supervise(WorkerProcess& worker, const Limits& limits,
                             const std::function<void(const task::Event&)>& each) {
  const auto deadline = limits.deadline.value_or(steady_clock::now() + kForever);
  for (;;) {
    ASSIGN_OR_RETURN(const auto event, worker.Receive(deadline, &limits.stop));
    if (!event) {
      AwaitStop(worker);
      worker.KillAndWait();  // so that it writes nothing more
      if (limits.stop.requested()) return Error{ErrorKind::kStopped, "stopped on request", {}};
      return Error{ErrorKind::kLimitExceeded, "the time limit is over", kTimeout};
    }
    if (auto end = EndOf(*event)) return *std::move(end);
    each(*event);
  }
}

}  // namespace tenon::runner
