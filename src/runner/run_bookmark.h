#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "jobs/run.h"
#include "jobs/store.h"
#include "json/value.h"
#include "task/source.h"

namespace tenon::runner {

// What a run's --job-bookmark-option makes of its job's bookmark: job-bookmark-enable reads on from
// it and moves it, job-bookmark-pause reads on and leaves it, job-bookmark-disable, which is what
// holds without the option, reads everything.
//
// Only sources of databases that name a key are read so. AWS takes a table's primary key where none
// is named, and then the join of a table that grows with one that is looked up in loses rows.
class RunBookmark {
 public:
  // kInvalidInput for another option, and for --job-bookmark-from and --job-bookmark-to, which have
  // no effect here; kConflict if an earlier run of the job is live, as both would read the same.
  static Result<RunBookmark> Read(const db::Database& database, const jobs::Store& jobs,
                                  const jobs::Run& run);

  // Tells the sources of the run's task where to begin, and takes their keys from those that are
  // read whole. What it does, a line for each.
  std::vector<std::string> Apply(std::span<task::Source> sources);

  // What the bookmark is to be after the run, but for the values that it comes to; null if the run
  // moves none. Call after Apply.
  const json::Value& document() const { return document_; }

 private:
  bool reads_ = false;
  bool moves_ = false;
  json::Value before_ = json::Object{};
  json::Value document_;
};

// The document with the values that a run has come to, by source. A source without a row keeps its
// value.
json::Value WithValues(json::Value document, const std::map<std::string, std::string>& values);

}  // namespace tenon::runner
