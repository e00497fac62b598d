#include "runner/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "json/value.h"

namespace tenon::runner {
namespace {

constexpr int kWorkerDescriptor = 3;
// One event is at most a log line or a schema; a worker that sends more has gone wrong.
constexpr std::size_t kMaxLine = 16 << 20;

// As posix_spawn takes them: with a null at the end. Good as long as the texts are.
std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

int MillisUntil(std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

}  // namespace

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::Spawn(const WorkerCommand& command) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return SystemError("making a socket for a worker", errno);
  }
  FileDescriptor ours(ends[0]);
  const FileDescriptor theirs(ends[1]);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, theirs.get(), kWorkerDescriptor);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A Ctrl-C at the terminal is for the server, which stops its workers in an orderly way.
  posix_spawnattr_setpgroup(&attributes, 0);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);

  const std::string path = command.program.string();
  std::vector<std::string> arguments = {path};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> environment = {"TZ=UTC", "LC_ALL=C.UTF-8"};
  environment.insert(environment.end(), command.environment.begin(), command.environment.end());
  pid_t pid = 0;
  const int code = posix_spawn(&pid, path.c_str(), &actions, &attributes,
                               Pointers(arguments).data(), Pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (code != 0) return SystemError("starting the worker " + path, code);
  return std::unique_ptr<WorkerProcess>(new WorkerProcess(pid, std::move(ours)));
}

WorkerProcess::~WorkerProcess() { KillAndWait(); }

bool WorkerProcess::IsAlive() const {
  char byte = 0;
  const ssize_t peeked = recv(socket_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return peeked > 0 || (peeked < 0 && errno == EAGAIN);
}

void WorkerProcess::Kill() {
  if (!exit_status_) kill(-pid_, SIGKILL);
}

void WorkerProcess::KillAndWait() {
  Kill();
  Reap();
}

void WorkerProcess::Reap() {
  if (exit_status_) return;
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  exit_status_ = status;
}

Status WorkerProcess::SendLine(std::string line) {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t sent = send(socket_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return Gone();
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

Status WorkerProcess::SendTask(const json::Value& task) { return SendLine(json::Dump(task)); }

Status WorkerProcess::SendStop() { return SendLine(json::Dump({{"stop", true}})); }

std::optional<std::string> WorkerProcess::TakeLine() {
  const std::size_t end = received_.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string line = received_.substr(0, end);
  received_.erase(0, end + 1);
  return line;
}

Error WorkerProcess::Gone() {
  // The socket is closed, so the process has ended or is about to.
  if (!exit_status_) {
    int status = 0;
    const pid_t reaped = waitpid(pid_, &status, WNOHANG);
    if (reaped == pid_) {
      exit_status_ = status;
    } else {
      Kill();
      Reap();
    }
  }
  const int status = *exit_status_;
  std::string how = "ended with status " + std::to_string(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    how = "was ended by signal " + std::to_string(number) + " (" + strsignal(number) + ")";
    if (number == SIGKILL) how += ", by hand or by the system when memory ran out";
  }
  return Unavailable("the worker process " + std::to_string(pid_) + " " + how);
}

Result<std::optional<task::Event>> WorkerProcess::Receive(
    std::chrono::steady_clock::time_point deadline, const StopSignal* stop) {
  for (;;) {
    if (const auto line = TakeLine()) {
      ASSIGN_OR_RETURN(const json::Value value, json::Parse(*line));
      ASSIGN_OR_RETURN(task::Event event, task::ParseEvent(value));
      return std::optional(std::move(event));
    }
    std::array<pollfd, 2> waits = {pollfd{socket_.get(), POLLIN, 0},
                                   pollfd{stop != nullptr ? stop->fd() : -1, POLLIN, 0}};
    const int ready = poll(waits.data(), waits.size(), MillisUntil(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return SystemError("waiting for a worker", errno);
    if (waits[0].revents == 0) return std::optional<task::Event>();
    std::array<char, 64 * 1024> buffer;
    const ssize_t got = recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Gone();
    received_.append(buffer.data(), static_cast<std::size_t>(got));
    if (received_.size() > kMaxLine) {
      Kill();
      return Internal("a worker sent an event that is too long");
    }
  }
}

}  // namespace tenon::runner
