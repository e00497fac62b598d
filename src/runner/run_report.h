#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"
#include "jobs/run.h"
#include "task/event.h"

namespace tenon::runner {

// Gathers what a worker tells about one run into the run's report:
//   {"Rows": 3, "BytesScanned": 190,
//    "Milliseconds": {"ToFirstRow": 14, "ToResult": 35},           since StartJobRun
//    "Nodes": [{"NodeId": "node-1", "Rows": 3}, {"NodeId": "node-2", "Note": "fused into ..."}]}
// One thread at a time.
class RunReport {
 public:
  RunReport(const jobs::Run& run, const Clock& clock) : started_(run.started), clock_(clock) {}

  void Add(const task::Event& event);
  json::Value Finish(const task::Done& done) const;
  const std::vector<task::OutputFile>& files() const { return files_; }

 private:
  std::int64_t SinceStart() const { return ToMillis(clock_.Now()) - ToMillis(started_); }

  const Time started_;
  const Clock& clock_;
  std::optional<std::int64_t> first_row_;
  std::vector<task::NodeRows> nodes_;
  std::vector<task::OutputFile> files_;
};

}  // namespace tenon::runner
