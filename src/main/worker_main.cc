// tenon-worker: one process, one task. Descriptor 3 is a stream socket to the server, one JSON text
// a line both ways (task/task.h, task/event.h); after the task the line {"stop":true} ends it
// early.
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
#include <csignal>
#include <future>
#include <mutex>
#include <string>
#include <thread>

#include "base/log.h"
#include "engine/duckdb.h"
#include "engine/run_task.h"
#include "json/value.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon {
namespace {

constexpr int kServer = 3;

// The worker's end of the socket. Thread-safe.
class Channel {
 public:
  // Starts to read. The first line is the task; the process ends when the other side closes.
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

  std::string WaitForTask() { return task_.get_future().get(); }
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
    if (!has_task_) {
      has_task_ = true;
      task_.set_value(std::move(line));
      return;
    }
    const Result<json::Value> value = json::Parse(line);
    if (value && (*value)["stop"].BoolOr(false)) stop_ = true;
  }

  std::mutex mutex_;
  std::promise<std::string> task_;
  bool has_task_ = false;  // of the reading thread
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
  ASSIGN_OR_RETURN(const task::Task task, ReadTask(channel.WaitForTask()));
  engine::RunTask(
      connection, task, [&](const task::Event& event) { channel.Send(event); }, channel.stop());
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
