#include "runner/settlement.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/file.h"
#include "base/random.h"

namespace tenon::runner {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kAnswerTime{20};
constexpr seconds kLongestWait{30};

// Whether a stop is requested within that time.
bool StopsWithin(const StopSignal& stop, seconds time) {
  pollfd waiting{.fd = stop.fd(), .events = POLLIN, .revents = 0};
  poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(time).count()));
  return stop.requested();
}

}  // namespace

Result<bool> Settler::Ask(const task::Commit& commit, const task::Settlement& settlement) {
  task::Task task{.id = "settle-" + RandomHex(8),
                  .kind = task::Kind::kSettle,
                  .threads = 1,
                  .commit = commit,
                  .settlement = settlement};
  ASSIGN_OR_RETURN(const auto held, databases_.FillIn(task));
  const StopSignal never;
  std::optional<bool> committed;
  ASSIGN_OR_RETURN([[maybe_unused]] const task::Done done,
                   tasks_.Run(task, {.stop = never, .deadline = steady_clock::now() + kAnswerTime},
                              [&](const task::Event& event) {
                                const auto* settled = std::get_if<task::Settled>(&event);
                                if (settled != nullptr) committed = settled->committed;
                              }));
  if (!committed) return Internal("the worker has not told whether the run has committed");
  return *committed;
}

Result<bool> Settler::HasCommitted(const task::Commit& commit, const task::Settlement& settlement,
                                   const StopSignal& stop) {
  seconds wait{1};
  for (;;) {
    const Result<bool> committed = Ask(commit, settlement);
    if (committed) return committed;
    logs_.Append(commit.run_id, LogLevel::kWarning,
                 "waiting for the database of connection " + settlement.connection.name +
                     " to tell whether the run has committed there: " + committed.error().message);
    if (StopsWithin(stop, wait)) {
      return Error{ErrorKind::kUnavailable,
                   "it is not known whether the run has committed in the database of connection " +
                       settlement.connection.name + ": " + committed.error().message,
                   kUndecided};
    }
    wait = std::min(wait * 2, kLongestWait);
  }
}

bool HasResultFile(const std::filesystem::path& staging) {
  std::error_code failure;
  return std::filesystem::exists(staging / task::kResultFile, failure);
}

Result<std::vector<task::Event>> ReadResultFile(const std::filesystem::path& staging) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(staging / task::kResultFile));
  std::vector<task::Event> events;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    ASSIGN_OR_RETURN(const json::Value value, json::Parse(rest.substr(0, end)));
    ASSIGN_OR_RETURN(events.emplace_back(), task::ParseEvent(value));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (events.empty() || !std::holds_alternative<task::Done>(events.back())) {
    return Internal("what the worker has left of its result is not whole");
  }
  return events;
}

}  // namespace tenon::runner
