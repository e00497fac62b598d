#include "api/tenon/job_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "api/page_token.h"
#include "jobs/definition.h"
#include "jobs/notes.h"
#include "jobs/run_list.h"
#include "jobs/versions.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;

json::Value ToJson(const jobs::JobVersion& version) {
  json::Value reply = {{"Version", version.version}, {"SavedOn", ToEpochSeconds(version.saved)}};
  if (!version.saved_by.empty()) reply.Set("SavedBy", version.saved_by);
  if (version.restored_from) reply.Set("RestoredFrom", *version.restored_from);
  return reply;
}

json::Value ToJson(const jobs::RunSummary& run, Time now) {
  const std::int64_t seconds =
      run.completed ? run.execution_seconds : jobs::SecondsBetween(run.started, now);
  json::Value reply = {{"JobName", run.job},
                       {"Id", run.id},
                       {"Attempt", run.attempt},
                       {"JobRunState", NameOf(run.state)},
                       {"StartedOn", ToEpochSeconds(run.started)},
                       {"LastModifiedOn", ToEpochSeconds(run.last_modified)},
                       {"ExecutionTime", seconds}};
  if (run.job_version > 0) reply.Set("JobVersion", run.job_version);
  if (run.completed) reply.Set("CompletedOn", ToEpochSeconds(*run.completed));
  if (!run.error_message.empty()) reply.Set("ErrorMessage", run.error_message);
  return reply;
}

// A timestamp of a request, which is a number of seconds.
Time TimeOr(const json::Value& value, Time fallback) {
  constexpr double kLargest = 1e12;  // the year 33658; what is beyond is that far away too
  double seconds = 0;
  if (const std::int64_t* whole = value.AsInt()) {
    seconds = static_cast<double>(*whole);
  } else if (const double* fraction = value.AsDouble()) {
    seconds = *fraction;
  } else {
    return fallback;
  }
  return FromMillis(std::llround(std::clamp(seconds, -kLargest, kLargest) * 1000.0));
}

// The place of a run as a key of a page, and back: "1700000000123/42".
std::string KeyOf(const jobs::RunSummary& run) {
  return std::to_string(ToMillis(run.started)) + "/" + std::to_string(run.sequence);
}

Result<jobs::RunPlace> PlaceOf(const PageArguments& page) {
  if (page.after.empty()) return jobs::RunPlace();
  const std::size_t slash = page.after.find('/');
  const std::string sequence = slash == std::string::npos ? "" : page.after.substr(slash + 1);
  ASSIGN_OR_RETURN(const auto started, ReadNumberKey({page.after.substr(0, slash), 0}, -1));
  ASSIGN_OR_RETURN(const auto number, ReadNumberKey({sequence, 0}, -1));
  return jobs::RunPlace{.started = FromMillis(started), .sequence = number};
}

struct JobHistory {
  db::Database& database;
  const jobs::Store& jobs;
  jobs::VersionStore versions;
  jobs::Saved saved;

  Result<json::Value> ListVersions(const json::Value& input) const {
    const std::string name = input["JobName"].StringOr("");
    const std::string scope = "ListJobVersions/" + name;
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(const auto before,
                     ReadNumberKey(page, std::numeric_limits<std::int64_t>::max()));
    std::vector<jobs::JobVersion> found;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN([[maybe_unused]] const auto job, jobs.GetJob(transaction, name));
      ASSIGN_OR_RETURN(found, versions.List(transaction, name, before, page.limit + 1));
      return {};
    }));
    json::Value list = json::Array{};
    const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(page.limit));
    for (std::size_t i = 0; i < shown; ++i) list.Append(ToJson(found[i]));
    json::Value reply = {{"Versions", std::move(list)}};
    if (found.size() > shown) {
      reply.Set("NextToken", EncodePageToken(scope, std::to_string(found[shown - 1].version)));
    }
    return reply;
  }

  Result<json::Value> GetVersion(const json::Value& input) const {
    const std::string name = input["JobName"].StringOr("");
    jobs::Job job;
    jobs::JobVersion version;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(job, jobs.GetJob(transaction, name));
      ASSIGN_OR_RETURN(version, versions.Get(transaction, name, input["Version"].IntOr(0)));
      return {};
    }));
    json::Value definition = jobs::WithDefaults(version.document);
    definition.Set("Name", name);
    definition.Set("CreatedOn", ToEpochSeconds(job.created));
    definition.Set("LastModifiedOn", ToEpochSeconds(version.saved));
    return json::Value{{"Version", ToJson(version)}, {"Job", std::move(definition)}};
  }

  Result<json::Value> Restore(const json::Value& input, const Call& call) const {
    const std::string name = input["JobName"].StringOr("");
    const std::int64_t number = input["Version"].IntOr(0);
    jobs::Job job;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(job, jobs.GetJob(transaction, name));
      ASSIGN_OR_RETURN(const auto version, versions.Get(transaction, name, number));
      ASSIGN_OR_RETURN(const json::Value notes, jobs::NoteStore().Get(transaction, name, number));
      job.document = version.document;
      job.last_modified = call.now;
      job.saved_by = call.access_key_id;
      job.restored_from = number;
      RETURN_IF_ERROR(jobs.UpdateJob(transaction, job));
      ASSIGN_OR_RETURN(job, jobs.GetJob(transaction, name));
      return jobs::NoteStore().Put(transaction, name, job.version, notes);
    }));
    saved(name);
    return json::Value{{"JobName", name}, {"Version", job.version}};
  }

  Result<json::Value> ListRuns(const json::Value& input, const Call& call) const {
    constexpr std::string_view kScope = "ListRuns";
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, kScope, kLargestPage));
    ASSIGN_OR_RETURN(const auto place, PlaceOf(page));
    jobs::RunFilter filter;
    filter.from = TimeOr(input["StartedAfter"], filter.from);
    filter.until = TimeOr(input["StartedBefore"], filter.until);
    if (const json::Array* states = input["States"].AsArray()) {
      for (const json::Value& name : *states) {
        ASSIGN_OR_RETURN(const auto state, jobs::ParseRunState(name.StringOr("")));
        filter.states.push_back(state);
      }
    }
    std::vector<jobs::RunSummary> found;
    std::vector<jobs::StateCount> counted;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(found, jobs::ListRuns(transaction, filter, place, page.limit + 1));
      ASSIGN_OR_RETURN(counted, jobs::CountRuns(transaction, filter));
      return {};
    }));
    json::Value runs = json::Array{};
    const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(page.limit));
    for (std::size_t i = 0; i < shown; ++i) runs.Append(ToJson(found[i], call.now));
    json::Value counts = json::Array{};
    for (const jobs::StateCount& count : counted) {
      counts.Append({{"State", NameOf(count.state)}, {"Runs", count.runs}});
    }
    json::Value reply = {{"Runs", std::move(runs)}, {"Counts", std::move(counts)}};
    if (found.size() > shown) {
      reply.Set("NextToken", EncodePageToken(kScope, KeyOf(found[shown - 1])));
    }
    return reply;
  }
};

}  // namespace

Operations JobHistoryOperations(db::Database& database, const jobs::Store& jobs,
                                jobs::Saved saved) {
  const JobHistory history{database, jobs, {}, std::move(saved)};
  return {
      {"ListJobVersions",
       [=](const json::Value& input, const Call&) { return history.ListVersions(input); }},
      {"GetJobVersion",
       [=](const json::Value& input, const Call&) { return history.GetVersion(input); }},
      {"RestoreJobVersion",
       [=](const json::Value& input, const Call& call) { return history.Restore(input, call); }},
      {"ListRuns",
       [=](const json::Value& input, const Call& call) { return history.ListRuns(input, call); }},
  };
}

}  // namespace tenon::api
