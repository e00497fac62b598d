#include "runner/job_runner.h"

#include <algorithm>

#include "base/crash_point.h"
#include "base/log.h"
#include "graph/graph.h"
#include "jobs/definition.h"
#include "runner/environment.h"
#include "runner/inputs.h"
#include "runner/run_bookmark.h"
#include "runner/script_job.h"
#include "runner/staging.h"
#include "task/task_databases.h"

namespace tenon::runner {
namespace {

// How the run wants fields that do not fit their column's type to be treated.
Result<task::BadRows> BadRowsOf(const jobs::Run& run) {
  const std::string name = jobs::ArgumentsOf(run)["--tenon-bad-rows"].StringOr("null");
  const auto bad_rows = task::ParseBadRows(name);
  if (!bad_rows) return InvalidInput("--tenon-bad-rows must be null, drop or fail: " + name);
  return *bad_rows;
}

// Who asks for Spark must not be answered by another engine in silence.
Status CheckEngine(const jobs::Run& run) {
  const std::string engine = jobs::ArgumentsOf(run)["--tenon-engine"].StringOr("duckdb");
  if (engine == "duckdb") return {};
  return Unsupported("visual jobs run on duckdb only yet, not on what --tenon-engine asks for: " +
                     engine + "; `tenon script JOB` has the job as a script, which runs on Spark");
}

// Object names begin as Glue's do: "run-<id>-part-".
std::string FilePrefix(const jobs::Run& run) {
  return "run-" + run.id.substr(run.id.find('_') + 1) + "-part-";
}

constexpr std::string_view kServerEnded =
    "The server ended while this run was in progress. Nothing of its output was published; start "
    "the run again";

// The failure of a run whose rows a database has taken already.
Error AfterCommit(const Error& error, std::string_view connection) {
  return WithContext(error, "The rows are in the database of connection " +
                                std::string(connection) +
                                ", which has committed; what remained of the run failed");
}

// Where the task commits outside of our own store.
task::Settlement SettlementOf(const task::Task& task) {
  const task::DatabaseSink& sink = *task::DatabaseSinkOf(task)->database;
  return {sink.connection, sink.schema};
}

std::int64_t TimeoutOf(const jobs::Run& run) {
  return jobs::SettingsOf(run)["Timeout"].IntOr(0);  // minutes
}

std::chrono::steady_clock::time_point DeadlineOf(const jobs::Run& run) {
  return std::chrono::steady_clock::now() + std::chrono::minutes(TimeoutOf(run));
}

// The failure of a run's task, as the run tells it.
Error InWordsOf(const jobs::Run& run, Error error) {
  if (error.reason != kTimeout) return error;
  error.message =
      "the run took longer than its Timeout of " + std::to_string(TimeoutOf(run)) + " minutes";
  return error;
}

jobs::RunEvent EventOf(const Error& error) {
  if (error.kind == ErrorKind::kStopped) return jobs::RunEvent::kWorkerStopped;
  if (error.reason == kTimeout) return jobs::RunEvent::kTimedOut;
  return jobs::RunEvent::kFailed;
}

}  // namespace

JobRunner::JobRunner(Stores stores, TaskRunner& tasks, const RunLogs& logs, Options options)
    : stores_(stores),
      tasks_(tasks),
      logs_(logs),
      options_(std::move(options)),
      settler_(tasks, stores.databases, logs),
      live_(options_.concurrent_runs) {}

Status JobRunner::RecoverRuns() {
  std::vector<std::pair<jobs::Run, jobs::Settlement>> undecided;
  RETURN_IF_ERROR(stores_.database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(const auto settlements, jobs::SettlementStore().Undecided(transaction));
    ASSIGN_OR_RETURN(const auto runs, stores_.jobs.LiveRuns(transaction));
    for (const jobs::Run& run : runs) {
      const auto settlement = std::ranges::find(settlements, run.id, &jobs::Settlement::run_id);
      if (settlement != settlements.end()) {
        undecided.emplace_back(run, *settlement);
        continue;
      }
      ASSIGN_OR_RETURN([[maybe_unused]] const auto ended,
                       stores_.jobs.Advance(transaction, run.id, jobs::RunEvent::kFailed,
                                            stores_.clock.Now(), std::string(kServerEnded)));
      stores_.objects.DiscardStaging(run.id);
      Log(LogLevel::kWarning, "run failed by the server's end", {{"run_id", run.id}});
    }
    return {};
  }));
  for (const auto& [run, settlement] : undecided) {
    live_.Start(run.id, [this, run, settlement](const StopSignal& stop) {
      Recover(run, settlement, stop);
    });
  }
  return {};
}

void JobRunner::Recover(const jobs::Run& run, const jobs::Settlement& settlement,
                        const StopSignal& stop) {
  const Status finished = Finish(run, settlement, stop);
  if (!finished && !RecordEnd(run, finished.error())) return;
  stores_.objects.DiscardStaging(run.id);
}

Status JobRunner::Finish(const jobs::Run& run, const jobs::Settlement& settlement,
                         const StopSignal& stop) {
  ASSIGN_OR_RETURN(
      const bool committed,
      settler_.HasCommitted({.job = run.job, .run_id = run.id, .attempt = run.attempt},
                            {{.name = settlement.connection}, settlement.schema}, stop));
  if (!committed) return Unavailable(std::string(kServerEnded));
  const auto published = [&]() -> Status {
    ASSIGN_OR_RETURN(const auto staging, stores_.objects.KeptStaging(run.id));
    ASSIGN_OR_RETURN(const auto events, ReadResultFile(staging));
    RunReport report(run, stores_.clock);
    for (const task::Event& event : events) report.Add(event);
    graph::Plan plan;
    if (!report.files().empty()) {
      ASSIGN_OR_RETURN(plan, Compile(run, stop));
    }
    return PublishRun(stores_, run, plan.targets, report.files(), staging,
                      report.Finish(std::get<task::Done>(events.back())),
                      WithValues(settlement.bookmark, report.bookmarks()));
  }();
  if (!published) return AfterCommit(published.error(), settlement.connection);
  logs_.Append(run.id, LogLevel::kInfo,
               "run succeeded: the server ended after the database of connection " +
                   settlement.connection + " had committed");
  return {};
}

void JobRunner::Launch(const jobs::Run& run) {
  live_.Start(run.id, [this, run](const StopSignal& stop) { Run(run, stop); });
}

void JobRunner::Run(const jobs::Run& run, const StopSignal& stop) {
  const Status status = stop.requested()
                            ? Status(Error{ErrorKind::kStopped, "stopped before it started", {}})
                        : jobs::RunsGraph(run.job_document) ? Execute(run, stop)
                                                            : ExecuteScript(run, stop);
  if (!status) RecordEnd(run, status.error());
  const std::lock_guard lock(mutex_);
  progress_.erase(run.id);
}

void JobRunner::MarkRunning(const jobs::Run& run) {
  logs_.Append(run.id, LogLevel::kInfo, "run started");
  const Status moved = stores_.database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto stored,
        stores_.jobs.Advance(transaction, run.id, jobs::RunEvent::kStarted, stores_.clock.Now()));
    return {};
  });
  // A run that was asked to stop in the same moment is STOPPING, and stays so.
  if (!moved) Log(LogLevel::kInfo, "run not marked running", {{"run_id", run.id}});
}

void JobRunner::Report(const jobs::Run& run, const task::Event& event, const RunReport& report) {
  if (const auto* line = std::get_if<task::LogLine>(&event)) {
    logs_.Append(run.id, line->level, line->message);
  } else if (const auto* progress = std::get_if<task::Progress>(&event)) {
    const std::lock_guard lock(mutex_);
    progress_[run.id] = {.fraction = progress->fraction, .nodes = report.Counted()};
  } else if (std::holds_alternative<task::NodeRows>(event)) {
    const std::lock_guard lock(mutex_);
    const auto live = progress_.find(run.id);
    if (live != progress_.end()) live->second.nodes = report.Counted();
  }
}

Result<graph::Plan> JobRunner::Compile(const jobs::Run& run, const StopSignal& stop) {
  ASSIGN_OR_RETURN(const graph::Graph graph,
                   graph::Graph::Parse(run.job_document["CodeGenConfigurationNodes"]));
  CatalogEnvironment environment(stores_.database, stores_.catalog, stores_.objects,
                                 stores_.databases, tasks_, stop, DataAccess::kRows);
  return graph.Compile(environment, FilePrefix(run));
}

Status JobRunner::Execute(const jobs::Run& run, const StopSignal& stop) {
  RETURN_IF_ERROR(CheckEngine(run));
  ASSIGN_OR_RETURN(const task::BadRows bad_rows, BadRowsOf(run));
  ASSIGN_OR_RETURN(RunBookmark bookmark, RunBookmark::Read(stores_.database, stores_.jobs, run));
  ASSIGN_OR_RETURN(graph::Plan plan, Compile(run, stop));
  for (const std::string& warning : plan.warnings) {
    logs_.Append(run.id, LogLevel::kWarning, warning);
  }
  AddPredicates(plan.scans, plan.views);
  RETURN_IF_ERROR(CheckTargets(stores_, run, plan.targets));
  RETURN_IF_ERROR(AddPartitions(plan.scans, stores_.database, stores_.catalog));
  ASSIGN_OR_RETURN(Inputs inputs, ResolveInputs(plan.scans, stores_.objects));
  ASSIGN_OR_RETURN(Staging staging, Staging::Make(stores_.objects, run.id));

  task::Task task{.id = run.id,
                  .kind = task::Kind::kJobRun,
                  .staging = staging.path().string(),
                  .threads = options_.threads,
                  .memory_limit = options_.memory_limit,
                  .sources = std::move(inputs.sources),
                  .views = std::move(plan.views)};
  for (task::Source& source : task.sources) source.bad_rows = bad_rows;
  for (const graph::Target& target : plan.targets) task.sinks.push_back(target.sink);
  for (const std::string& line : bookmark.Apply(task.sources)) {
    logs_.Append(run.id, LogLevel::kInfo, line);
  }
  ASSIGN_OR_RETURN(const auto certificates, stores_.databases.FillIn(task));
  RETURN_IF_ERROR(NoteCommit(run, bookmark, task));

  CrashPoint("run.before_task");
  std::optional<RunReport> report;
  const Result<task::Done> done = Perform(run, task, stop, report);
  if (!done) {
    if (done.error().reason == Settler::kUndecided) staging.Keep();
    return done.error();
  }
  const Status published =
      PublishRun(stores_, run, plan.targets, report->files(), staging.path(), report->Finish(*done),
                 WithValues(bookmark.document(), report->bookmarks()));
  if (!published && task.commit) {
    return AfterCommit(published.error(), SettlementOf(task).connection.name);
  }
  RETURN_IF_ERROR(published);
  logs_.Append(run.id, LogLevel::kInfo, "run succeeded, " + std::to_string(done->rows) + " rows");
  return {};
}

Status JobRunner::ExecuteScript(const jobs::Run& run, const StopSignal& stop) {
  ASSIGN_OR_RETURN(const Staging staging, Staging::Make(stores_.objects, run.id));
  ASSIGN_OR_RETURN(task::Script script, MakeScript(run, stores_.objects, staging.path()));
  RunReport report(run, stores_.clock);
  Result<task::Done> done = RunOnSpark(
      options_.spark, std::move(script), options_.client(),
      {.stop = stop, .deadline = DeadlineOf(run)}, [&] { MarkRunning(run); },
      [&](const task::Event& event) {
        report.Add(event);
        Report(run, event, report);
      });
  if (!done) return InWordsOf(run, std::move(done).error());
  RETURN_IF_ERROR(PublishRun(stores_, run, {}, {}, staging.path(), report.Finish(*done), {}));
  logs_.Append(run.id, LogLevel::kInfo, "run succeeded");
  return {};
}

Status JobRunner::NoteCommit(const jobs::Run& run, const RunBookmark& bookmark, task::Task& task) {
  if (task::DatabaseSinkOf(task) == nullptr) return {};
  task.commit = task::Commit{.job = run.job, .run_id = run.id, .attempt = run.attempt};
  const task::Settlement place = SettlementOf(task);
  const jobs::Settlement settlement{.run_id = run.id,
                                    .connection = place.connection.name,
                                    .schema = place.schema,
                                    .bookmark = bookmark.document()};
  return stores_.database.Write([&](db::Transaction& transaction) {
    return jobs::SettlementStore().Put(transaction, settlement);
  });
}

Result<task::Done> JobRunner::Perform(const jobs::Run& run, const task::Task& task,
                                      const StopSignal& stop, std::optional<RunReport>& report) {
  report.emplace(run, stores_.clock);
  const TaskRunner::Options how{
      .stop = stop, .deadline = DeadlineOf(run), .started = [&] { MarkRunning(run); }};
  Result<task::Done> done = tasks_.Run(task, how, [&](const task::Event& event) {
    report->Add(event);
    Report(run, event, *report);
  });
  if (!done && task.commit && HasResultFile(task.staging)) {
    ASSIGN_OR_RETURN(const bool committed,
                     settler_.HasCommitted(*task.commit, SettlementOf(task), stop));
    if (committed) {
      ASSIGN_OR_RETURN(const auto events, ReadResultFile(task.staging));
      report.emplace(run, stores_.clock);
      for (const task::Event& event : events) report->Add(event);
      return std::get<task::Done>(events.back());
    }
  }
  if (!done) return InWordsOf(run, std::move(done).error());
  return done;
}

bool JobRunner::RecordEnd(const jobs::Run& run, const Error& error) {
  const bool undecided = error.reason == Settler::kUndecided;
  bool left_open = false;
  const bool failed = error.kind != ErrorKind::kStopped;
  logs_.Append(run.id, failed ? LogLevel::kError : LogLevel::kWarning, error.message);
  const Status status = stores_.database.Write([&](db::Transaction& transaction) -> Status {
    const auto event = EventOf(error);
    if (event == jobs::RunEvent::kWorkerStopped || undecided) {
      // The server itself may be stopping; then nobody has asked for it through the API.
      ASSIGN_OR_RETURN(const jobs::Run stored, stores_.jobs.GetRun(transaction, run.job, run.id));
      const bool asked = stored.state == jobs::RunState::kStopping;
      left_open = undecided && !asked;
      if (left_open) return {};
      if (!asked) {
        ASSIGN_OR_RETURN([[maybe_unused]] const auto stopping,
                         stores_.jobs.Advance(transaction, run.id, jobs::RunEvent::kStopRequested,
                                              stores_.clock.Now()));
      }
    }
    ASSIGN_OR_RETURN([[maybe_unused]] const auto ended,
                     stores_.jobs.Advance(transaction, run.id, event, stores_.clock.Now(),
                                          failed ? error.message : std::string()));
    return {};
  });
  // The run of a job that was deleted meanwhile has nowhere to be recorded, nor anybody to ask.
  if (!status && status.error().kind != ErrorKind::kNotFound) {
    Log(LogLevel::kError, "end of a run not recorded",
        {{"run_id", run.id}, {"error", status.error().message}});
  }
  return !left_open;
}

Status JobRunner::Stop(std::string_view, std::string_view run_id) {
  live_.RequestStop(run_id);
  return {};
}

std::optional<JobRunner::Progress> JobRunner::ProgressOf(std::string_view run_id) const {
  const std::lock_guard lock(mutex_);
  const auto it = progress_.find(run_id);
  if (it == progress_.end()) return std::nullopt;
  return it->second;
}

}  // namespace tenon::runner
