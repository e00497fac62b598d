#include "jobs/run.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

namespace tenon::jobs {
namespace {

constexpr RunState kStates[] = {RunState::kStarting, RunState::kRunning,   RunState::kStopping,
                                RunState::kStopped,  RunState::kSucceeded, RunState::kFailed,
                                RunState::kTimeout};
constexpr RunEvent kEvents[] = {RunEvent::kStarted,       RunEvent::kStopRequested,
                                RunEvent::kWorkerStopped, RunEvent::kSucceeded,
                                RunEvent::kFailed,        RunEvent::kTimedOut};

}  // namespace

TEST_CASE("each event moves each state to the one it should, or is a conflict") {
  // By state, in the order of kEvents; "" is a conflict.
  const std::map<RunState, std::vector<std::string>> expected = {
      {RunState::kStarting, {"RUNNING", "STOPPING", "", "", "FAILED", "TIMEOUT"}},
      {RunState::kRunning, {"", "STOPPING", "", "SUCCEEDED", "FAILED", "TIMEOUT"}},
      {RunState::kStopping, {"", "STOPPING", "STOPPED", "SUCCEEDED", "FAILED", "TIMEOUT"}},
      {RunState::kStopped, {"", "", "", "", "", ""}},
      {RunState::kSucceeded, {"", "", "", "", "", ""}},
      {RunState::kFailed, {"", "", "", "", "", ""}},
      {RunState::kTimeout, {"", "", "", "", "", ""}},
  };
  for (const RunState state : kStates) {
    for (std::size_t i = 0; i < std::size(kEvents); ++i) {
      CAPTURE(NameOf(state));
      CAPTURE(i);
      const auto next = Next(state, kEvents[i]);
      CHECK((next ? std::string(NameOf(*next)) : "") == expected.at(state)[i]);
      if (!next) CHECK(next.error().kind == ErrorKind::kConflict);
    }
  }
}

TEST_CASE("a conflict tells the state and what it refused") {
  CHECK(Next(RunState::kSucceeded, RunEvent::kStopRequested).error().message ==
        "a run that is SUCCEEDED cannot be stopped by request");
}

TEST_CASE("a state is final if no event changes it") {
  const std::set<RunState> live = {RunState::kStarting, RunState::kRunning, RunState::kStopping};
  for (const RunState state : kStates) CHECK(IsFinal(state) == !live.contains(state));
}

TEST_CASE("states are read back from their names") {
  for (const RunState state : kStates) CHECK(*ParseRunState(NameOf(state)) == state);
  CHECK(ParseRunState("running").error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("run ids are as Glue makes them, each another") {
  const std::string id = NewRunId();
  CHECK(id.size() == 67);
  CHECK(id.starts_with("jr_"));
  CHECK(id.find_first_not_of("0123456789abcdef", 3) == std::string::npos);
  CHECK(NewRunId() != id);
}

TEST_CASE("a second that has begun counts") {
  constexpr Time kStart = Time(std::chrono::milliseconds(1'000'500));
  const std::pair<int, int> cases[] = {{0, 0}, {1, 1}, {1000, 1}, {1001, 2}, {-5000, 0}};
  for (const auto& [millis, seconds] : cases) {
    CAPTURE(millis);
    CHECK(SecondsBetween(kStart, kStart + std::chrono::milliseconds(millis)) == seconds);
  }
}

}  // namespace tenon::jobs
