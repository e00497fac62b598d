#include "runner/run_log.h"

#include <fcntl.h>

#include <algorithm>
#include <cctype>

#include "json/value.h"

namespace tenon::runner {
namespace {

constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};

LogLevel ParseLevel(std::string_view name) {
  const auto it = std::ranges::find(kLevels, name);
  return it == std::end(kLevels) ? LogLevel::kInfo
                                 : static_cast<LogLevel>(it - std::begin(kLevels));
}

RunLogLine ParseLine(const json::Value& line) {
  return {.time = FromMillis(line["time"].IntOr(0)),
          .level = ParseLevel(line["level"].StringOr("")),
          .message = line["message"].StringOr("")};
}

}  // namespace

Result<std::filesystem::path> RunLogs::FileOf(std::string_view run_id) const {
  // The id becomes a file name, and callers of the API choose it.
  const bool is_id =
      !run_id.empty() && run_id.size() <= 100 && std::ranges::all_of(run_id, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-';
      });
  if (!is_id) return InvalidInput("not the id of a run: " + std::string(run_id));
  return folder_ / (std::string(run_id) + ".jsonl");
}

void RunLogs::Append(std::string_view run_id, LogLevel level, std::string_view message) const {
  const json::Value line = {{"time", ToMillis(clock_.Now())},
                            {"level", kLevels[static_cast<std::size_t>(level)]},
                            {"message", message}};
  const auto append = [&]() -> Status {
    ASSIGN_OR_RETURN(const auto path, FileOf(run_id));
    ASSIGN_OR_RETURN(const auto file, OpenFile(path, O_WRONLY | O_CREAT | O_APPEND));
    return WriteAll(file.get(), json::Dump(line) + "\n");
  };
  if (const Status status = append(); !status) {
    Log(LogLevel::kError, "run log not written",
        {{"run_id", std::string(run_id)}, {"error", status.error().message}});
  }
}

Result<std::vector<RunLogLine>> RunLogs::Read(std::string_view run_id) const {
  ASSIGN_OR_RETURN(const auto path, FileOf(run_id));
  const auto text = ReadFile(path);
  std::vector<RunLogLine> lines;
  if (!text) {
    if (text.error().kind == ErrorKind::kNotFound) return lines;
    return text.error();
  }
  std::string_view rest = *text;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    const auto line = json::Parse(rest.substr(0, end));
    if (line) lines.push_back(ParseLine(*line));  // a line cut by a crash is passed over
    rest.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace tenon::runner
