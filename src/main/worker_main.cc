// tenon-worker: one process, one task; only tasks that ask for types and nothing else may follow
// one another (task/types_only.h). Descriptor 3 is a stream socket to the server, one JSON text
// a line both ways (task/task.h, task/event.h); after a task the line {"stop":true} ends it early.
//
// The worker lives no longer than the server: it is killed with it, and leaves when the socket
// closes. Its exit code tells nothing; Done or Failed does, and a worker that ends without either
// has crashed.

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/log.h"
#include "engine/duckdb.h"
#include "engine/run_task.h"
#include "json/value.h"
#include "task/event.h"
#include "task/task.h"
#include "task/types_only.h"

namespace tenon {
namespace {

constexpr int kServer = 3;
constexpr std::string_view kStop = R"({"stop":true})";

// The worker's end of the socket. Thread-safe.
class Channel {
 public:
  // Starts to read; the process ends when the other side closes.
  Channel() : reader_([this] { Read(); }) {}

  // A server that is gone needs no answer: the reading thread is about to end the process.
  void Send(const task::Event& event) {
    const std::string line = json::Dump(task::ToJson(event)) + '\n';
    const std::lock_guard lock(mutex_);
    for (std::size_t sent = 0; sent < line.size();) {
      const ssize_t count = send(kServer, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }

  std::string WaitForTask() {
    std::unique_lock lock(tasks_mutex_);
    has_task_.wait(lock, [this] { return !tasks_.empty(); });
    std::string task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }
  const std::atomic<bool>& stop() const { return stop_; }

 private:
  void Read() {
    std::string buffer;
    char bytes[64 * 1024];
    for (;;) {
      const ssize_t count = recv(kServer, bytes, sizeof(bytes), 0);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) _exit(0);
      std::size_t searched = buffer.size();
      buffer.append(bytes, static_cast<std::size_t>(count));
      for (std::size_t end = buffer.find('\n', searched); end != std::string::npos;
           end = buffer.find('\n')) {
        Take(buffer.substr(0, end));
        buffer.erase(0, end + 1);
      }
    }
  }

  void Take(std::string line) {
    if (line == kStop) {
      stop_ = true;
      return;
    }
    const std::lock_guard lock(tasks_mutex_);
    tasks_.push_back(std::move(line));
    has_task_.notify_one();
  }

  std::mutex mutex_;
  std::mutex tasks_mutex_;
  std::condition_variable has_task_;
  std::deque<std::string> tasks_;  // not yet taken; guarded by tasks_mutex_
  std::atomic<bool> stop_ = false;
  std::thread reader_;  // never ends before the process
};

Result<task::Task> ReadTask(const std::string& line) {
  ASSIGN_OR_RETURN(const json::Value value, json::Parse(line));
  return task::ParseTask(value);
}

Status Work(Channel& channel) {
  ASSIGN_OR_RETURN(engine::Database database, engine::Database::Open());
  ASSIGN_OR_RETURN(engine::Connection connection, database.Connect());
  RETURN_IF_ERROR(engine::WarmUp(connection));
  channel.Send(task::Ready{});
  const engine::Emit emit = [&](const task::Event& event) { channel.Send(event); };
  ASSIGN_OR_RETURN(task::Task task, ReadTask(channel.WaitForTask()));
  engine::RunTask(connection, task, emit, channel.stop());
  while (task::AsksTypesOnly(task)) {
    ASSIGN_OR_RETURN(task, ReadTask(channel.WaitForTask()));
    engine::RunFurtherTask(connection, task, emit, channel.stop());
  }
  return {};
}

}  // namespace
}  // namespace tenon

int main() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const rlimit none{};
  setrlimit(RLIMIT_CORE, &none);
  // Never destroyed: its thread reads until the process ends.
  static tenon::Channel& channel = *new tenon::Channel();
  if (const tenon::Status worked = tenon::Work(channel); !worked) {
    channel.Send(tenon::task::Failed{worked.error().kind, worked.error().message});
    _exit(1);
  }
  // Nothing is left to clean up, and the engine takes its time to free what it holds.
  _exit(0);
}
