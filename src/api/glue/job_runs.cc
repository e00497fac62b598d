#include "api/glue/job_runs.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "jobs/definition.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 200;
// Where clients look for a run's log: this, then "/output" or "/error".
constexpr const char* kLogGroup = "/aws-glue/jobs";

// What a run shows of the definition with which it runs.
constexpr std::string_view kShownSettings[] = {
    "JobMode",     "JobRunQueuingEnabled", "AllocatedCapacity",    "Timeout",
    "MaxCapacity", "WorkerType",           "NumberOfWorkers",      "SecurityConfiguration",
    "GlueVersion", "ExecutionClass",       "NotificationProperty", "MaintenanceWindow"};

json::Value ToJson(const jobs::Run& run, Time now) {
  json::Value reply = {{"Id", run.id},
                       {"Attempt", run.attempt},
                       {"JobName", run.job},
                       {"StartedOn", ToEpochSeconds(run.started)},
                       {"LastModifiedOn", ToEpochSeconds(run.last_modified)},
                       {"JobRunState", NameOf(run.state)},
                       {"PredecessorRuns", json::Array{}},
                       {"LogGroupName", kLogGroup}};
  if (run.completed) reply.Set("CompletedOn", ToEpochSeconds(*run.completed));
  if (!run.error_message.empty()) reply.Set("ErrorMessage", run.error_message);
  if (!run.request["JobRunId"].IsNull()) reply.Set("PreviousRunId", run.request["JobRunId"]);
  if (!run.request["Arguments"].IsNull()) reply.Set("Arguments", run.request["Arguments"]);
  reply.Set("ExecutionTime",
            run.completed ? run.execution_seconds : jobs::SecondsBetween(run.started, now));
  const json::Value settings = jobs::SettingsOf(run);
  for (const std::string_view key : kShownSettings) {
    if (!settings[key].IsNull()) reply.Set(key, settings[key]);
  }
  return reply;
}

struct JobRuns {
  db::Database& database;
  const jobs::Store& store;
  jobs::Launcher& launcher;

  // The run that the request asks for, stored; nothing is stored if the job may not run.
  Result<jobs::Run> StoreRun(db::Transaction& transaction, const json::Value& input,
                             const Call& call) const {
    const std::string name = input["JobName"].StringOr("");
    ASSIGN_OR_RETURN(jobs::Job job, store.GetJob(transaction, name));
    if (!jobs::RunsGraph(job.document) && job.document["Command"]["ScriptLocation"].IsNull()) {
      return InvalidInput("Job " + name +
                          " has neither a visual graph (CodeGenConfigurationNodes) nor a script "
                          "(Command.ScriptLocation): there is nothing to run");
    }
    ASSIGN_OR_RETURN(const int live, store.CountLiveRuns(transaction, name));
    if (live >= jobs::MaxConcurrentRuns(job.document)) {
      return Error{ErrorKind::kLimitExceeded, "Concurrent runs exceeded for " + name,
                   "ConcurrentRunsExceededException"};
    }
    jobs::Run run{.id = jobs::NewRunId(),
                  .job = name,
                  .started = call.now,
                  .last_modified = call.now,
                  .completed = {},
                  .error_message = {},
                  .request = input,
                  .job_document = std::move(job.document),
                  .job_version = job.version};
    if (const std::string* previous_id = input["JobRunId"].AsString()) {
      ASSIGN_OR_RETURN(const jobs::Run previous, store.GetRun(transaction, name, *previous_id));
      run.attempt = previous.attempt + 1;
      if (!previous.request["Arguments"].IsNull()) {
        SetIfAbsent(run.request, "Arguments", previous.request["Arguments"]);
      }
    }
    RETURN_IF_ERROR(jobs::CheckDefinition(input));
    RETURN_IF_ERROR(store.CreateRun(transaction, run));
    return run;
  }

  Result<json::Value> Start(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto run,
                     database.WriteFor<jobs::Run>([&](db::Transaction& transaction) {
                       return StoreRun(transaction, input, call);
                     }));
    launcher.Launch(run);
    return json::Value{{"JobRunId", run.id}};
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto run, database.ReadFor<jobs::Run>([&](db::Transaction& transaction) {
      return store.GetRun(transaction, input["JobName"].StringOr(""), input["RunId"].StringOr(""));
    }));
    return json::Value{{"JobRun", ToJson(run, call.now)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    const std::string name = input["JobName"].StringOr("");
    const std::string scope = "GetJobRuns/" + name;
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(const auto found,
                     database.ReadFor<jobs::Page<jobs::Run>>([&](db::Transaction& transaction) {
                       return store.ListRuns(transaction, name, page.after, page.limit);
                     }));
    json::Array list;
    for (const jobs::Run& run : found.items) list.push_back(ToJson(run, call.now));
    json::Value reply = {{"JobRuns", std::move(list)}};
    if (found.more) SetNextToken(reply, scope, found.items.back().id);
    return reply;
  }

  // Stores that a run is to stop. kConflict if it has ended.
  Status RequestStop(db::Transaction& transaction, const std::string& job, const std::string& id,
                     Time now) const {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto run, store.GetRun(transaction, job, id));
    ASSIGN_OR_RETURN([[maybe_unused]] const auto stopping,
                     store.Advance(transaction, id, jobs::RunEvent::kStopRequested, now));
    return {};
  }

  Result<json::Value> BatchStop(const json::Value& input, const Call& call) const {
    const std::string name = input["JobName"].StringOr("");
    ASSIGN_OR_RETURN(const auto ids, json::Reader(input).Strings("JobRunIds"));
    std::vector<Status> outcomes;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      outcomes.clear();
      for (const std::string& id : ids) {
        outcomes.push_back(RequestStop(transaction, name, id, call.now));
        const Status& outcome = outcomes.back();
        if (!outcome && !ConcernsOneItem(outcome.error())) return outcome;
      }
      return {};
    }));
    json::Array submitted;
    json::Array errors;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const Status status = outcomes[i] ? launcher.Stop(name, ids[i]) : outcomes[i];
      json::Value item = {{"JobName", name}, {"JobRunId", ids[i]}};
      if (status) {
        submitted.push_back(std::move(item));
        continue;
      }
      json::Value detail = ErrorDetail(status.error());
      if (status.error().kind == ErrorKind::kConflict) {
        detail.Set("ErrorCode", "JobRunInTerminalStateException");
      }
      item.Set("ErrorDetail", std::move(detail));
      errors.push_back(std::move(item));
    }
    return json::Value{{"SuccessfulSubmissions", std::move(submitted)},
                       {"Errors", std::move(errors)}};
  }
};

}  // namespace

Operations JobRunOperations(db::Database& database, const jobs::Store& store,
                            jobs::Launcher& launcher) {
  const JobRuns runs{database, store, launcher};
  return {
      {"StartJobRun",
       [=](const json::Value& input, const Call& call) { return runs.Start(input, call); }},
      {"GetJobRun",
       [=](const json::Value& input, const Call& call) { return runs.Get(input, call); }},
      {"GetJobRuns",
       [=](const json::Value& input, const Call& call) { return runs.List(input, call); }},
      {"BatchStopJobRun",
       [=](const json::Value& input, const Call& call) { return runs.BatchStop(input, call); }},
  };
}

}  // namespace tenon::api
