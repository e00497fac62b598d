// The pool, the process and the runner of tasks, with the real worker program.

#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "runner/task_runner.h"
#include "runner/worker_pool.h"

namespace tenon::runner {
namespace {

const Schema kNumber = {{"n", TypeKind::kBigint}};

task::Task Describe(std::string sql) {
  return {.id = "t", .kind = task::Kind::kDescribe, .descriptions = {{"answer", std::move(sql)}}};
}

// The processes that this one has started and that still are.
std::set<std::string> Children() {
  std::set<std::string> children;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream list(thread.path() / "children");
    for (std::string child; list >> child;) children.insert(child);
  }
  return children;
}

// A query that works for far longer than any test waits.
task::Task Endless(const TemporaryFolder& folder) {
  return {.id = "t",
          .kind = task::Kind::kQuery,
          .staging = folder.path().string(),
          .query =
              "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE "
              "hash(a.range + b.range) = 1"};
}

}  // namespace

TEST_CASE("a task runs in a warm worker, and its events arrive") {
  WorkerPool pool(TENON_WORKER, 1);
  TaskRunner tasks(pool);
  const StopSignal never;
  Schema schema;
  const auto done =
      tasks.Run(Describe("SELECT 1::BIGINT AS n"), {.stop = never}, [&](const task::Event& event) {
        if (const auto* answer = std::get_if<task::Described>(&event)) {
          schema = answer->schema;
        }
      });
  REQUIRE(done);
  CHECK(schema == kNumber);
}

TEST_CASE("tasks that ask for types only follow one another in a worker, and see nothing before") {
  WorkerPool pool(TENON_WORKER, 1);
  TaskRunner tasks(pool);
  const StopSignal never;
  const auto describe = [&](const std::string& sql, Schema columns) {
    task::Task task = Describe(sql);
    if (!columns.empty()) {
      task.sources.push_back({.schema = "",
                              .name = "input",
                              .title = "Input",
                              .columns = std::move(columns),
                              .partition_columns = {}});
    }
    std::optional<task::Described> answer;
    REQUIRE(tasks.Run(task, {.stop = never}, [&](const task::Event& event) {
      if (const auto* described = std::get_if<task::Described>(&event)) answer = *described;
    }));
    REQUIRE(answer);
    return *answer;
  };
  CHECK(describe("SELECT n FROM input", kNumber).schema == kNumber);
  const std::set<std::string> before = Children();
  CHECK(describe("SELECT n FROM input", {{"n", TypeKind::kString}}).schema ==
        Schema{{"n", TypeKind::kString}});
  CHECK(describe("SELECT nothing FROM input", kNumber).error.find("nothing") != std::string::npos);
  CHECK_FALSE(describe("SELECT n FROM input", {}).error.empty());
  CHECK(describe("SELECT n + 1 AS n FROM input", kNumber).schema == kNumber);
  const std::set<std::string> after = Children();
  CHECK(std::ranges::includes(after, before));
}

TEST_CASE("a stopped task ends within a second") {
  const TemporaryFolder folder;
  WorkerPool pool(TENON_WORKER, 1);
  TaskRunner tasks(pool);
  StopSignal stop;
  std::chrono::steady_clock::time_point stopped;
  const auto done = tasks.Run(Endless(folder),
                              {.stop = stop,
                               .started =
                                   [&] {
                                     stopped = std::chrono::steady_clock::now();
                                     stop.Request();
                                   }},
                              [](const task::Event&) {});
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::kStopped);
  CHECK(std::chrono::steady_clock::now() - stopped < std::chrono::seconds(1));
}

TEST_CASE("a task that takes longer than it may is ended") {
  const TemporaryFolder folder;
  WorkerPool pool(TENON_WORKER, 1);
  TaskRunner tasks(pool);
  const StopSignal never;
  const auto done =
      tasks.Run(Endless(folder), {.stop = never, .deadline = std::chrono::steady_clock::now()},
                [](const task::Event&) {});
  REQUIRE_FALSE(done);
  CHECK(done.error().reason == kTimeout);
}

TEST_CASE("a worker that dies while it works fails its task with the way it ended") {
  const auto worker = WorkerProcess::Spawn({.program = TENON_WORKER});
  REQUIRE(worker);
  kill((*worker)->pid(), SIGKILL);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  // It may have got ready before it died.
  auto event = (*worker)->Receive(deadline, nullptr);
  if (event) event = (*worker)->Receive(deadline, nullptr);
  REQUIRE_FALSE(event);
  CHECK(event.error().kind == ErrorKind::kUnavailable);
  CHECK(event.error().message.find("was ended by signal 9") != std::string::npos);
  CHECK_FALSE((*worker)->IsAlive());
}

TEST_CASE("a program that cannot be started is told with its reason, not waited for") {
  WorkerPool pool("/nonexistent/tenon-worker", 1);
  const StopSignal never;
  const auto worker = pool.Take(never);
  REQUIRE_FALSE(worker);
  CHECK(worker.error().message.find("/nonexistent/tenon-worker") != std::string::npos);
}

TEST_CASE("a stop ends the wait for a worker") {
  WorkerPool pool("/nonexistent/tenon-worker", 1);
  StopSignal stop;
  stop.Request();
  const auto worker = pool.Take(stop);
  REQUIRE_FALSE(worker);
  CHECK(worker.error().kind == ErrorKind::kStopped);
}

}  // namespace tenon::runner
