#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"

namespace tenon::runner {

// One line of a run's log.
struct RunLogLine {
  Time time;
  LogLevel level = LogLevel::kInfo;
  std::string message;
};

// The logs of runs: <folder>/<run id>.jsonl, a JSON text a line, for people and for
// FilterLogEvents. Logs are not synced: a power cut may cost their last lines. Thread-safe.
class RunLogs {
 public:
  RunLogs(std::filesystem::path folder, const Clock& clock)
      : folder_(std::move(folder)), clock_(clock) {}

  // Appends a line. A log that cannot be written does not stop its run: the server's log says so.
  void Append(std::string_view run_id, LogLevel level, std::string_view message) const;
  // The lines so far; none if the run has not logged. kInvalidInput if it is no run id.
  Result<std::vector<RunLogLine>> Read(std::string_view run_id) const;

 private:
  Result<std::filesystem::path> FileOf(std::string_view run_id) const;

  const std::filesystem::path folder_;
  const Clock& clock_;
};

}  // namespace tenon::runner
