#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "jobs/run.h"

// Runs of all jobs together, for monitoring.
namespace tenon::jobs {

// Which runs: those that started in [from, until).
struct RunFilter {
  Time from = FromMillis(0);
  Time until = Time::max();
  std::vector<RunState> states = {};  // empty: all
};

// A run without its documents.
struct RunSummary {
  std::int64_t sequence = 0;  // the order in which runs were stored
  std::string id;
  std::string job;
  std::int64_t job_version = 0;  // as Run's
  int attempt = 0;
  RunState state = RunState::kStarting;
  Time started;
  Time last_modified;
  std::optional<Time> completed;
  std::int64_t execution_seconds = 0;
  std::string error_message;
};

// The last run of a page. The list goes on with those that started before it.
struct RunPlace {
  Time started = Time::max();
  std::int64_t sequence = 0;
};

// Newest first: at most `limit` runs behind that place.
Result<std::vector<RunSummary>> ListRuns(db::Transaction& transaction, const RunFilter& filter,
                                         const RunPlace& after, int limit);

// How many runs of the range are in each state, whatever states the filter names.
struct StateCount {
  RunState state;
  std::int64_t runs = 0;
};
Result<std::vector<StateCount>> CountRuns(db::Transaction& transaction, const RunFilter& filter);

}  // namespace tenon::jobs
