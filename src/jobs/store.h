#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "jobs/run.h"

namespace tenon::jobs {

// A job definition: CreateJob's or UpdateJob's document, kept whole.
struct Job {
  std::string name;
  json::Value document;
  Time created;
  Time last_modified;
  // Of this save; read back as those of the newest (jobs/versions.h).
  std::int64_t version = 0;  // given by CreateJob and UpdateJob
  std::string saved_by = {};
  std::optional<std::int64_t> restored_from = std::nullopt;
};

// Is told the name of a job whose definition has just been saved.
using Saved = std::function<void(const std::string& job)>;

template <typename T>
struct Page {
  std::vector<T> items;
  bool more = false;
};

// Job definitions and runs. Each save of a job is kept as a version of it (jobs/versions.h). Every
// method is part of the caller's transaction. Thread-safe, as it keeps nothing itself. kNotFound
// for a missing job or run, kAlreadyExists for a taken name.
class Store {
 public:
  // Creates the tables of jobs in the database. Run the catalog's Migrate before.
  static Status Migrate(db::Database& database);

  Status CreateJob(db::Transaction& transaction, const Job& job) const;
  Result<Job> GetJob(db::Transaction& transaction, std::string_view name) const;
  Result<Page<Job>> ListJobs(db::Transaction& transaction, std::string_view after,
                             int limit) const;  // by name
  // Replaces the document whole; `created` stays.
  Status UpdateJob(db::Transaction& transaction, const Job& job) const;
  // Success if there is no such job, as Glue answers. Runs go with their job: Advance of a run that
  // was live is kNotFound from then on, so that it can publish nothing.
  Status DeleteJob(db::Transaction& transaction, std::string_view name) const;

  // kNotFound if there is no such job.
  Status CreateRun(db::Transaction& transaction, const Run& run) const;
  Result<Run> GetRun(db::Transaction& transaction, std::string_view job, std::string_view id) const;
  // Newest first. `after` is the id of the last run of the page before, "" for the first page;
  // kInvalidInput if the job has no such run. Stable while runs are started.
  Result<Page<Run>> ListRuns(db::Transaction& transaction, std::string_view job,
                             std::string_view after, int limit) const;
  // How many runs of the job are in a state that is not final.
  Result<int> CountLiveRuns(db::Transaction& transaction, std::string_view job) const;
  // Every run in a state that is not final: what a crash has left behind.
  Result<std::vector<Run>> LiveRuns(db::Transaction& transaction) const;
  // Moves a run on: reads its state, applies Next and stores the new state with the message and
  // report, unless they are empty. A final state sets `completed` and `execution_seconds`. Returns
  // the run as stored. kConflict as Next.
  Result<Run> Advance(db::Transaction& transaction, std::string_view id, RunEvent event, Time now,
                      std::string_view error_message = {},
                      const json::Value& report = json::Object{}) const;
};

}  // namespace tenon::jobs
