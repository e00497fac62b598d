#include "jobs/store.h"

#include <array>
#include <limits>
#include <utility>

#include "catalog/tags.h"
#include "jobs/versions.h"

namespace tenon::jobs {
namespace {

// Tags belong to the catalog's TagStore: takes them out of the jobs' documents. Needs the catalog's
// tables if there is a job with tags.
Status TakeTags(db::Transaction& transaction) {
  std::vector<std::pair<std::string, json::Value>> jobs;
  RETURN_IF_ERROR(
      transaction.Query("SELECT name, document FROM jobs", {}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(1)));
        if (!document["Tags"].IsNull()) jobs.emplace_back(row.Text(0), std::move(document));
        return {};
      }));
  for (auto& [name, document] : jobs) {
    RETURN_IF_ERROR(catalog::TakeTags(transaction, {"job", name}, document));
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("UPDATE jobs SET document = ?2 WHERE name = ?1",
                                         {name, json::Dump(document)}));
  }
  return {};
}

// A run's sequence number is the order in which runs were started, as ids are random and several
// can start within a millisecond.
constexpr std::string_view kTables = R"(
CREATE TABLE jobs(
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_modified INTEGER NOT NULL);
CREATE TABLE job_runs(
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  job TEXT NOT NULL REFERENCES jobs(name) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL,
  started INTEGER NOT NULL,
  last_modified INTEGER NOT NULL,
  completed INTEGER,
  execution_seconds INTEGER NOT NULL,
  error_message TEXT NOT NULL,
  request TEXT NOT NULL,
  job_document TEXT NOT NULL,
  report TEXT NOT NULL);
CREATE INDEX job_runs_by_job ON job_runs(job, sequence);
CREATE INDEX job_runs_live ON job_runs(job) WHERE completed IS NULL;
)";

// What is saved already becomes the first version of each job.
constexpr std::string_view kVersions = R"(
CREATE TABLE job_versions(
  job TEXT NOT NULL REFERENCES jobs(name) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  saved INTEGER NOT NULL,
  saved_by TEXT NOT NULL,
  restored_from INTEGER,
  PRIMARY KEY (job, version));
INSERT INTO job_versions(job, version, document, saved, saved_by)
  SELECT name, 1, document, last_modified, '' FROM jobs;
ALTER TABLE job_runs ADD COLUMN job_version INTEGER;
CREATE INDEX job_runs_by_start ON job_runs(started, sequence, state);
)";

// What is written on a job's canvas: that of a version is the latest that is not behind it.
constexpr std::string_view kNotes = R"(
CREATE TABLE job_notes(
  job TEXT NOT NULL REFERENCES jobs(name) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  notes TEXT NOT NULL,
  PRIMARY KEY (job, version));
)";

// States of bookmarks, and where runs commit outside of this database.
constexpr std::string_view kBookmarks = R"(
CREATE TABLE job_bookmarks(
  job TEXT NOT NULL REFERENCES jobs(name) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  run INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  previous_run_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (job, version));
CREATE TABLE run_settlements(
  run_id TEXT PRIMARY KEY REFERENCES job_runs(id) ON DELETE CASCADE,
  connection TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  bookmark TEXT NOT NULL);
)";

constexpr std::array kMigrations = {
    db::Migration{1, kTables}, db::Migration{2, "", &TakeTags}, db::Migration{3, kVersions},
    db::Migration{4, kNotes},  db::Migration{5, kBookmarks},
};

// A macro, as SQL text is put together by the compiler only from literals.
#define RUN_COLUMNS                                                                 \
  "id, job, attempt, state, started, last_modified, completed, execution_seconds, " \
  "error_message, request, job_document, report, job_version"
// Likewise: a job with the number, the author and the source of its newest version.
#define SELECT_JOBS                                                                     \
  "SELECT name, jobs.document, created, last_modified, v.version, v.saved_by, "         \
  "v.restored_from FROM jobs LEFT JOIN job_versions v ON v.job = name AND v.version = " \
  "(SELECT max(version) FROM job_versions WHERE job = name) "

Error NoJob(std::string_view name) { return NotFound("Job " + std::string(name) + " not found."); }

Error NoRun(std::string_view id) { return NotFound("Job run " + std::string(id) + " not found."); }

// Columns: those of SELECT_JOBS.
Result<Job> ReadJob(const db::Row& row) {
  Job job;
  job.name = row.Text(0);
  ASSIGN_OR_RETURN(job.document, json::Parse(row.View(1)));
  job.created = FromMillis(row.Int(2));
  job.last_modified = FromMillis(row.Int(3));
  job.version = row.Int(4);
  job.saved_by = row.Text(5);
  if (!row.IsNull(6)) job.restored_from = row.Int(6);
  return job;
}

Status AddVersion(db::Transaction& transaction, const Job& job) {
  JobVersion version;
  version.document = job.document;
  version.saved = job.last_modified;
  version.saved_by = job.saved_by;
  version.restored_from = job.restored_from;
  ASSIGN_OR_RETURN([[maybe_unused]] const auto number,
                   VersionStore().Add(transaction, job.name, version));
  return {};
}

// Columns: RUN_COLUMNS.
Result<Run> ReadRun(const db::Row& row) {
  Run run;
  run.id = row.Text(0);
  run.job = row.Text(1);
  run.attempt = static_cast<int>(row.Int(2));
  ASSIGN_OR_RETURN(run.state, ParseRunState(row.Text(3)));
  run.started = FromMillis(row.Int(4));
  run.last_modified = FromMillis(row.Int(5));
  if (!row.IsNull(6)) run.completed = FromMillis(row.Int(6));
  run.execution_seconds = row.Int(7);
  run.error_message = row.Text(8);
  ASSIGN_OR_RETURN(run.request, json::Parse(row.Text(9)));
  ASSIGN_OR_RETURN(run.job_document, json::Parse(row.Text(10)));
  ASSIGN_OR_RETURN(run.report, json::Parse(row.Text(11)));
  run.job_version = row.Int(12);
  return run;
}

// Every row of an answer as `read` makes it.
template <typename T>
Result<std::vector<T>> QueryAll(db::Transaction& transaction, std::string_view sql,
                                std::initializer_list<db::Parameter> parameters,
                                Result<T> (*read)(const db::Row&)) {
  std::vector<T> all;
  RETURN_IF_ERROR(transaction.Query(sql, parameters, [&](const db::Row& row) -> Status {
    ASSIGN_OR_RETURN(T item, read(row));
    all.push_back(std::move(item));
    return {};
  }));
  return all;
}

// A page of at most `limit` of items of which one more was asked for.
template <typename T>
Page<T> ToPage(std::vector<T> items, int limit) {
  const bool more = static_cast<int>(items.size()) > limit;
  if (more) items.pop_back();
  return {std::move(items), more};
}

Status CheckJob(db::Transaction& transaction, std::string_view name) {
  ASSIGN_OR_RETURN(const auto found,
                   transaction.QueryInt("SELECT 1 FROM jobs WHERE name = ?1", {name}));
  if (!found) return NoJob(name);
  return {};
}

Result<Run> FindRun(db::Transaction& transaction, std::string_view id) {
  ASSIGN_OR_RETURN(std::vector<Run> runs,
                   QueryAll<Run>(transaction, "SELECT " RUN_COLUMNS " FROM job_runs WHERE id = ?1",
                                 {id}, ReadRun));
  if (runs.empty()) return NoRun(id);
  return std::move(runs.front());
}

db::Parameter MillisOrNull(const std::optional<Time>& time) {
  if (!time) return nullptr;
  return ToMillis(*time);
}

}  // namespace

Status Store::Migrate(db::Database& database) { return database.Migrate("jobs", kMigrations); }

Status Store::CreateJob(db::Transaction& transaction, const Job& job) const {
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("INSERT INTO jobs(name, document, created, last_modified) "
                                       "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                                       {job.name, json::Dump(job.document), ToMillis(job.created),
                                        ToMillis(job.last_modified)}));
  if (rows == 0) return AlreadyExists("Job " + job.name + " already exists.");
  return AddVersion(transaction, job);
}

Result<Job> Store::GetJob(db::Transaction& transaction, std::string_view name) const {
  ASSIGN_OR_RETURN(std::vector<Job> jobs,
                   QueryAll<Job>(transaction, SELECT_JOBS "WHERE name = ?1", {name}, ReadJob));
  if (jobs.empty()) return NoJob(name);
  return std::move(jobs.front());
}

Result<Page<Job>> Store::ListJobs(db::Transaction& transaction, std::string_view after,
                                  int limit) const {
  ASSIGN_OR_RETURN(std::vector<Job> jobs,
                   QueryAll<Job>(transaction, SELECT_JOBS "WHERE name > ?1 ORDER BY name LIMIT ?2",
                                 {after, std::int64_t{limit} + 1}, ReadJob));
  return ToPage(std::move(jobs), limit);
}

Status Store::UpdateJob(db::Transaction& transaction, const Job& job) const {
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("UPDATE jobs SET document = ?2, last_modified = ?3 WHERE name = ?1",
                          {job.name, json::Dump(job.document), ToMillis(job.last_modified)}));
  if (rows == 0) return NoJob(job.name);
  return AddVersion(transaction, job);
}

Status Store::DeleteJob(db::Transaction& transaction, std::string_view name) const {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("DELETE FROM jobs WHERE name = ?1", {name}));
  return {};
}

Status Store::CreateRun(db::Transaction& transaction, const Run& run) const {
  RETURN_IF_ERROR(CheckJob(transaction, run.job));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO job_runs(" RUN_COLUMNS
          ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
          {run.id, run.job, std::int64_t{run.attempt}, NameOf(run.state), ToMillis(run.started),
           ToMillis(run.last_modified), MillisOrNull(run.completed), run.execution_seconds,
           run.error_message, json::Dump(run.request), json::Dump(run.job_document),
           json::Dump(run.report), run.job_version}));
  return {};
}

Result<Run> Store::GetRun(db::Transaction& transaction, std::string_view job,
                          std::string_view id) const {
  RETURN_IF_ERROR(CheckJob(transaction, job));
  ASSIGN_OR_RETURN(Run run, FindRun(transaction, id));
  if (run.job != job) return NoRun(id);
  return run;
}

Result<Page<Run>> Store::ListRuns(db::Transaction& transaction, std::string_view job,
                                  std::string_view after, int limit) const {
  RETURN_IF_ERROR(CheckJob(transaction, job));
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (!after.empty()) {
    ASSIGN_OR_RETURN(const auto sequence,
                     transaction.QueryInt(
                         "SELECT sequence FROM job_runs WHERE job = ?1 AND id = ?2", {job, after}));
    if (!sequence) return InvalidInput("the page begins after a run that is gone");
    before = *sequence;
  }
  ASSIGN_OR_RETURN(std::vector<Run> runs,
                   QueryAll<Run>(transaction,
                                 "SELECT " RUN_COLUMNS " FROM job_runs WHERE job = ?1 "
                                 "AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3",
                                 {job, before, std::int64_t{limit} + 1}, ReadRun));
  return ToPage(std::move(runs), limit);
}

Result<int> Store::CountLiveRuns(db::Transaction& transaction, std::string_view job) const {
  ASSIGN_OR_RETURN(
      const auto count,
      transaction.QueryInt("SELECT count(*) FROM job_runs WHERE job = ?1 AND completed IS NULL",
                           {job}));
  return static_cast<int>(count.value_or(0));
}

Result<std::vector<Run>> Store::LiveRuns(db::Transaction& transaction) const {
  return QueryAll<Run>(
      transaction, "SELECT " RUN_COLUMNS " FROM job_runs WHERE completed IS NULL ORDER BY sequence",
      {}, ReadRun);
}

Result<Run> Store::Advance(db::Transaction& transaction, std::string_view id, RunEvent event,
                           Time now, std::string_view error_message,
                           const json::Value& report) const {
  ASSIGN_OR_RETURN(Run run, FindRun(transaction, id));
  ASSIGN_OR_RETURN(run.state, Next(run.state, event));
  run.last_modified = now;
  if (IsFinal(run.state)) {
    run.completed = now;
    run.execution_seconds = SecondsBetween(run.started, now);
  }
  if (!error_message.empty()) run.error_message = error_message;
  if (report != json::Value(json::Object{})) run.report = report;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "UPDATE job_runs SET state = ?2, last_modified = ?3, completed = ?4, "
          "execution_seconds = ?5, error_message = ?6, report = ?7 WHERE id = ?1",
          {id, NameOf(run.state), ToMillis(run.last_modified), MillisOrNull(run.completed),
           run.execution_seconds, run.error_message, json::Dump(run.report)}));
  return run;
}

}  // namespace tenon::jobs
