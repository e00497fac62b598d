#include "runner/live_tasks.h"

#include <doctest/doctest.h>
#include <poll.h>

#include <atomic>
#include <future>

namespace tenon::runner {
namespace {

void AwaitStop(const StopSignal& stop) {
  pollfd wait{stop.fd(), POLLIN, 0};
  poll(&wait, 1, -1);
}

}  // namespace

TEST_CASE("a task runs, and a stopped one is told") {
  LiveTasks tasks(2);
  std::promise<void> started;
  std::promise<bool> ended;
  tasks.Start("a", [&](const StopSignal& stop) {
    started.set_value();
    AwaitStop(stop);
    ended.set_value(stop.requested());
  });
  started.get_future().wait();
  CHECK_FALSE(tasks.RequestStop("b"));
  CHECK(tasks.RequestStop("a"));
  CHECK(ended.get_future().get());
}

TEST_CASE("no more tasks work at one time than allowed") {
  std::atomic<int> working = 0;
  std::atomic<int> most = 0;
  std::atomic<int> done = 0;
  {
    LiveTasks tasks(2);
    std::promise<void> all;
    for (int i = 0; i < 20; ++i) {
      tasks.Start(std::to_string(i), [&](const StopSignal&) {
        const int now = ++working;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) continue;
        --working;
        if (++done == 20) all.set_value();
      });
    }
    all.get_future().wait();
  }
  CHECK(done == 20);
  CHECK(most <= 2);
}

TEST_CASE("the end stops every task, those that wait for their turn too") {
  std::atomic<int> stopped = 0;
  {
    LiveTasks tasks(1);
    std::promise<void> started;
    tasks.Start("first", [&](const StopSignal& stop) {
      started.set_value();
      AwaitStop(stop);
      ++stopped;
    });
    started.get_future().wait();
    tasks.Start("second", [&](const StopSignal& stop) { stopped += stop.requested() ? 1 : 0; });
  }
  CHECK(stopped == 2);
}

}  // namespace tenon::runner
