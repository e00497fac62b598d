#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "json/value.h"
#include "runner/stop_signal.h"
#include "task/event.h"

namespace tenon::runner {

// What is started as a worker.
struct WorkerCommand {
  std::filesystem::path program;
  std::vector<std::string> arguments = {};    // after the program's name
  std::vector<std::string> environment = {};  // "NAME=value", beside TZ and LC_ALL
};

// One worker process and the socket to it. Ends with this object: killed if it still runs, and
// reaped. One thread at a time.
class WorkerProcess {
 public:
  // Starts the program with that environment and no other, and its end of the socket as descriptor
  // 3. tenon-worker dies with the calling thread (PR_SET_PDEATHSIG), so call this from a thread
  // that lives as long as workers may.
  static Result<std::unique_ptr<WorkerProcess>> Spawn(const WorkerCommand& command);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // A task, or a script: what the program reads.
  Status SendTask(const json::Value& task);
  // Asks the worker to end its task early: it answers with Failed of kind kStopped.
  Status SendStop();

  // The next event. nullopt if there is none before `deadline` or `stop` is requested (when given).
  // kUnavailable, saying how it ended, when the worker is gone; it has been reaped then.
  Result<std::optional<task::Event>> Receive(std::chrono::steady_clock::time_point deadline,
                                             const StopSignal* stop);

  // False once the worker has ended or closed its socket.
  bool IsAlive() const;

  // Kills the process if it still runs, with all that it has started in its process group, without
  // waiting for its end.
  void Kill();
  // Kills it, and returns when it is gone: what it wrote will not change any more.
  void KillAndWait();
  pid_t pid() const { return pid_; }

 private:
  WorkerProcess(pid_t pid, FileDescriptor socket) : pid_(pid), socket_(std::move(socket)) {}
  // Waits for the process to be gone.
  void Reap();
  Status SendLine(std::string line);
  // Takes one whole line out of what has been read.
  std::optional<std::string> TakeLine();
  Error Gone();

  const pid_t pid_;
  FileDescriptor socket_;
  std::string received_;
  std::optional<int> exit_status_;  // of waitpid; set once reaped
};

}  // namespace tenon::runner
