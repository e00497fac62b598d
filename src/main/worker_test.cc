// Drives the real tenon-worker through its socket.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>

#include "base/file.h"
#include "json/value.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon {
namespace {

using std::chrono::steady_clock;

class Worker {
 public:
  Worker() {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    socket_ = FileDescriptor(ends[0]);
    pid_ = fork();
    if (pid_ == 0) {
      // dup2 to itself would leave the descriptor to be closed.
      if (ends[1] == 3) {
        fcntl(3, F_SETFD, 0);
      } else {
        dup2(ends[1], 3);
      }
      char* const arguments[] = {const_cast<char*>("tenon-worker"), nullptr};
      char* const environment[] = {nullptr};
      execve(TENON_WORKER, arguments, environment);
      _exit(127);
    }
    close(ends[1]);
  }
  ~Worker() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      Wait();
    }
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void Send(const json::Value& value) {
    REQUIRE(WriteAll(socket_.get(), json::Dump(value) + '\n').has_value());
  }

  // The next event; Failed{"gone"} when the worker has closed the socket.
  task::Event Next() {
    std::size_t end = 0;
    while ((end = buffer_.find('\n')) == std::string::npos) {
      char bytes[4096];
      const ssize_t count = read(socket_.get(), bytes, sizeof(bytes));
      if (count <= 0) return task::Failed{ErrorKind::kInternal, "gone"};
      buffer_.append(bytes, static_cast<std::size_t>(count));
    }
    const Result<json::Value> value = json::Parse(buffer_.substr(0, end));
    buffer_.erase(0, end + 1);
    REQUIRE(value.has_value());
    const Result<task::Event> event = task::ParseEvent(*value);
    REQUIRE(event.has_value());
    return *event;
  }

  // The event that ends the task.
  task::Event Last() {
    for (;;) {
      task::Event event = Next();
      if (std::holds_alternative<task::Done>(event) ||
          std::holds_alternative<task::Failed>(event)) {
        return event;
      }
    }
  }

  int Wait() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return status;
  }
  void CloseSocket() { socket_.Close(); }
  pid_t pid() const { return pid_; }

 private:
  FileDescriptor socket_;
  std::string buffer_;
  pid_t pid_ = -1;
};

task::Task Query(const TemporaryFolder& folder, std::string sql) {
  task::Task task;
  task.id = "t1";
  task.kind = task::Kind::kQuery;
  task.staging = folder.path().string();
  task.query = std::move(sql);
  return task;
}

// A job that joins each of many rows with each, and shows by Progress that it is at work.
task::Task Endless(const TemporaryFolder& folder) {
  std::string rows;
  for (int i = 0; i < 500'000; ++i) rows += "1\n";
  const std::string path = (folder.path() / "blob").string();
  REQUIRE(WriteFileAtomically(path, rows, 0444).has_value());
  task::Source source;
  source.name = "t";
  source.title = "T";
  source.columns = {{"a", TypeKind::kBigint}};
  source.files = {{.path = path, .name = "s3://b/t.csv", .size = rows.size()}};
  task::Sink sink;
  sink.node_id = "target";
  sink.title = "Target";
  sink.input = "v";
  task::Task task = Query(folder, "");
  task.kind = task::Kind::kJobRun;
  task.sources = {std::move(source)};
  task.views = {{"v", "V", "SELECT l.a FROM \"t\" l JOIN \"t\" r ON l.a = r.a"}};
  task.sinks = {std::move(sink)};
  return task;
}

}  // namespace

TEST_CASE("A worker says that it is ready, does one task and leaves") {
  const TemporaryFolder folder;
  Worker worker;
  CHECK(worker.Next() == task::Event(task::Ready{}));
  worker.Send(task::ToJson(Query(folder, "SELECT 1 AS a")));
  CHECK(worker.Last() == task::Event(task::Done{.rows = 1}));
  CHECK(worker.Wait() == 0);
  CHECK(ReadFile(folder.path() / "result.csv").value_or("") == "\"a\"\n\"1\"\n");
}

TEST_CASE("A worker that is told to stop in the middle of a query stops within a second") {
  const TemporaryFolder folder;
  Worker worker;
  worker.Next();
  worker.Send(task::ToJson(Endless(folder)));
  // The first Progress shows that the query runs.
  CHECK(std::holds_alternative<task::Progress>(worker.Next()));
  const auto start = steady_clock::now();
  worker.Send({{"stop", true}});
  const task::Event last = worker.Last();
  CHECK(steady_clock::now() - start < std::chrono::seconds(1));
  REQUIRE(std::holds_alternative<task::Failed>(last));
  CHECK(std::get<task::Failed>(last).kind == ErrorKind::kStopped);
  CHECK(worker.Wait() == 0);
}

TEST_CASE("A worker that is killed in the middle leaves a closed socket and nothing else") {
  const TemporaryFolder folder;
  Worker worker;
  worker.Next();
  worker.Send(task::ToJson(Endless(folder)));
  CHECK(std::holds_alternative<task::Progress>(worker.Next()));
  kill(worker.pid(), SIGKILL);
  const task::Event last = worker.Last();
  CHECK(std::get<task::Failed>(last).message == "gone");
  CHECK(WIFSIGNALED(worker.Wait()));
}

TEST_CASE("A worker leaves when its server is gone, idle or busy") {
  const TemporaryFolder folder;
  {
    Worker worker;
    worker.Next();
    worker.CloseSocket();
    CHECK(worker.Wait() == 0);
  }
  Worker worker;
  worker.Next();
  worker.Send(task::ToJson(Endless(folder)));
  CHECK(std::holds_alternative<task::Progress>(worker.Next()));
  worker.CloseSocket();
  CHECK(worker.Wait() == 0);
}

TEST_CASE("A line that is no task is refused in words") {
  Worker worker;
  worker.Next();
  worker.Send({{"Id", 7}});
  const task::Event last = worker.Last();
  REQUIRE(std::holds_alternative<task::Failed>(last));
  CHECK(std::get<task::Failed>(last).kind == ErrorKind::kInvalidInput);
}

}  // namespace tenon
