#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "jobs/launcher.h"
#include "jobs/settlements.h"
#include "runner/live_tasks.h"
#include "runner/run_bookmark.h"
#include "runner/run_end.h"
#include "runner/run_log.h"
#include "runner/run_report.h"
#include "runner/settlement.h"
#include "runner/spark.h"
#include "runner/task_runner.h"

namespace tenon::runner {

// Runs jobs. A visual one: compiles the graph, resolves its inputs, supervises the worker,
// publishes the result. A script: hands it to Spark; what it writes is its own affair. One thread
// for each run that is live. Thread-safe.
class JobRunner final : public jobs::Launcher {
 public:
  struct Options {
    int threads = 2;                // of the engine, for each run
    std::string memory_limit = "";  // of the engine, for each run: "4GB"
    int concurrent_runs = 4;        // further runs wait in STARTING
    SparkInstallation spark = {};   // runs the jobs that have a script and no graph
    ClientEnvironment client = {};  // of scripts
  };

  // Its end stops what is live, each run in an orderly way, and waits for it.
  JobRunner(Stores stores, TaskRunner& tasks, const RunLogs& logs, Options options);

  // Ends what an earlier process left live: those runs are FAILED, with the reason; but for runs
  // that may have committed in a database, which is asked first, in the background. Call once,
  // before the first Launch.
  Status RecoverRuns();

  void Launch(const jobs::Run& run) override;
  Status Stop(std::string_view job, std::string_view run_id) override;

  // How far a live run is. Kept in memory only: what is left of it at the end is the run's report.
  struct Progress {
    double fraction = 0;                // the share of its work that is done, 0 to 1
    json::Value nodes = json::Array{};  // RunReport::Counted
  };
  // nullopt for a run that is not live, and before its first row.
  std::optional<Progress> ProgressOf(std::string_view run_id) const;

 private:
  void Run(const jobs::Run& run, const StopSignal& stop);
  Result<graph::Plan> Compile(const jobs::Run& run, const StopSignal& stop);
  // Puts on disk that the task may commit in a database, if it may.
  Status NoteCommit(const jobs::Run& run, const RunBookmark& bookmark, task::Task& task);
  Status Execute(const jobs::Run& run, const StopSignal& stop);
  Status ExecuteScript(const jobs::Run& run, const StopSignal& stop);
  // Hands the task to a worker. What it has come to: what the worker has told, or, of a run that
  // was cut off while it committed in a database, what it has left there.
  Result<task::Done> Perform(const jobs::Run& run, const task::Task& task, const StopSignal& stop,
                             std::optional<RunReport>& report);
  // The end of a run of an earlier process.
  void Recover(const jobs::Run& run, const jobs::Settlement& settlement, const StopSignal& stop);
  Status Finish(const jobs::Run& run, const jobs::Settlement& settlement, const StopSignal& stop);
  void MarkRunning(const jobs::Run& run);
  void Report(const jobs::Run& run, const task::Event& event, const RunReport& report);
  // False if the run is left as it is, for the next process to ask about.
  bool RecordEnd(const jobs::Run& run, const Error& error);

  const Stores stores_;
  TaskRunner& tasks_;
  const RunLogs& logs_;
  const Options options_;
  Settler settler_;
  mutable std::mutex mutex_;
  std::map<std::string, Progress, std::less<>> progress_;  // guarded by mutex_
  LiveTasks live_;                                         // last: its threads use what is above
};

}  // namespace tenon::runner
