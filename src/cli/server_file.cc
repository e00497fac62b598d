#include "cli/server_file.h"

#include <signal.h>

#include <cerrno>

#include "base/file.h"
#include "json/value.h"

namespace tenon::cli {
namespace {

std::filesystem::path FileOf(const std::filesystem::path& data) { return data / "server.json"; }

bool IsAlive(std::int64_t pid) {
  return pid > 0 && (kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

}  // namespace

Status WriteServerFile(const std::filesystem::path& data, const RunningServer& server) {
  const json::Value content = {
      {"api", server.api}, {"console", server.console}, {"pid", server.pid}};
  return WriteFileAtomically(FileOf(data), json::Dump(content) + "\n", 0600);
}

std::string SignInAddress(const std::string& console, const std::string& token) {
  return console + "/sign-in?link=" + token;
}

void RemoveServerFile(const std::filesystem::path& data) {
  std::error_code ignored;  // a file that stays names a process that is gone
  std::filesystem::remove(FileOf(data), ignored);
}

std::optional<RunningServer> FindServer(const std::filesystem::path& data) {
  const auto text = ReadFile(FileOf(data));
  if (!text) return std::nullopt;
  const auto content = json::Parse(*text);
  if (!content) return std::nullopt;
  RunningServer server{.api = (*content)["api"].StringOr(""),
                       .console = (*content)["console"].StringOr(""),
                       .pid = (*content)["pid"].IntOr(0)};
  if (!IsAlive(server.pid)) return std::nullopt;
  return server;
}

}  // namespace tenon::cli
