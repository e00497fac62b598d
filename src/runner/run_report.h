#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "jobs/run.h"
#include "task/event.h"

namespace tenon::runner {

// Gathers what a worker tells about one run into the run's report:
//   {"Rows": 3, "BytesScanned": 190,
//    "Milliseconds": {"ToFirstRow": 14, "ToResult": 35},           since StartJobRun
//    "Nodes": [{"NodeId": "node-1", "Rows": 3, "Bytes": 190, "ProcessorMilliseconds": 1.5},
//              {"NodeId": "node-2", "Note": "fused into ..."}]}
// Every node of the job has an entry: a count, or a note that says why there is none. Bytes are of
// the files that a source has or a target has written.
// One thread at a time.
class RunReport {
 public:
  RunReport(const jobs::Run& run, const Clock& clock);

  void Add(const task::Event& event);
  json::Value Finish(const task::Done& done) const;
  // The nodes that are counted while the run is live, as in "Nodes"; one whose rows still come has
  //   {"NodeId": "node-1", "Rows": 1200000, "SoFar": true, "Estimate": true}
  json::Value Counted() const;
  const std::vector<task::OutputFile>& files() const { return files_; }
  // The values that bookmarks have come to, by source.
  const std::map<std::string, std::string>& bookmarks() const { return bookmarks_; }

 private:
  json::Value EntryOf(const std::string& node_id) const;
  std::int64_t SinceStart() const { return ToMillis(clock_.Now()) - ToMillis(started_); }

  const Time started_;
  const Clock& clock_;
  std::vector<std::string> node_ids_;  // of the job, each of which gets an entry
  std::optional<std::int64_t> first_row_;
  std::map<std::string, task::NodeRows> nodes_;    // by id
  std::map<std::string, task::RowsSoFar> so_far_;  // by id
  std::vector<task::OutputFile> files_;
  std::map<std::string, std::string> bookmarks_;
};

}  // namespace tenon::runner
