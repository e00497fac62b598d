#include "api/glue/jobs.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "catalog/tags.h"
#include "graph/graph.h"
#include "jobs/definition.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;

json::Value ToJson(const jobs::Job& job) {
  json::Value reply = jobs::WithDefaults(job.document);
  reply.Set("Name", job.name);
  reply.Set("CreatedOn", ToEpochSeconds(job.created));
  reply.Set("LastModifiedOn", ToEpochSeconds(job.last_modified));
  return reply;
}

// Whether a definition can be stored: what is in it makes sense by itself.
Status CheckDocument(const json::Value& document) {
  RETURN_IF_ERROR(jobs::CheckDefinition(document));
  if (!jobs::HasGraph(document)) return {};
  ASSIGN_OR_RETURN([[maybe_unused]] const auto graph,
                   graph::Graph::Parse(document["CodeGenConfigurationNodes"]));
  return {};
}

struct Jobs {
  db::Database& database;
  const jobs::Store& store;
  jobs::Launcher& launcher;
  jobs::Saved saved;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(CheckDocument(input));
    jobs::Job job{input["Name"].StringOr(""), input, call.now, call.now};
    job.saved_by = call.access_key_id;
    job.document.Erase("Tags");
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(store.CreateJob(transaction, job));
      return catalog::TagStore().Add(transaction, {"job", job.name}, input["Tags"]);
    }));
    saved(job.name);
    return json::Value{{"Name", job.name}};
  }

  Result<json::Value> Get(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto job, database.ReadFor<jobs::Job>([&](db::Transaction& transaction) {
      return store.GetJob(transaction, input["JobName"].StringOr(""));
    }));
    return json::Value{{"Job", ToJson(job)}};
  }

  Result<jobs::Page<jobs::Job>> ListPage(const PageArguments& page) const {
    return database.ReadFor<jobs::Page<jobs::Job>>([&](db::Transaction& transaction) {
      return store.ListJobs(transaction, page.after, page.limit);
    });
  }

  Result<json::Value> List(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, "GetJobs", kLargestPage));
    ASSIGN_OR_RETURN(const auto found, ListPage(page));
    json::Array list;
    for (const jobs::Job& job : found.items) list.push_back(ToJson(job));
    json::Value reply = {{"Jobs", std::move(list)}};
    if (found.more) SetNextToken(reply, "GetJobs", found.items.back().name);
    return reply;
  }

  Result<json::Value> ListNames(const json::Value& input) const {
    const json::Object* tags = input["Tags"].AsObject();
    if (tags != nullptr && !tags->members.empty()) return ListTagged(input);
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, "ListJobs", kLargestPage));
    ASSIGN_OR_RETURN(const auto found, ListPage(page));
    json::Array names;
    for (const jobs::Job& job : found.items) names.emplace_back(job.name);
    json::Value reply = {{"JobNames", std::move(names)}};
    if (found.more) SetNextToken(reply, "ListJobs", found.items.back().name);
    return reply;
  }

  // The names of the jobs that have all of these tags.
  Result<json::Value> ListTagged(const json::Value& input) const {
    const json::Value& tags = input["Tags"];
    const std::string scope = "ListJobs/" + json::Dump(tags);
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<std::string>>([&](db::Transaction& transaction) {
          return catalog::TagStore().NamesOfTagged(transaction, "job", tags,
                                                   {page.after, page.limit});
        }));
    json::Value reply = {{"JobNames", json::Array(found.items.begin(), found.items.end())}};
    if (found.more) SetNextToken(reply, scope, found.items.back());
    return reply;
  }

  Result<json::Value> BatchGet(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("JobNames"));
    json::Array found;
    json::Array missing;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      for (const std::string& name : names) {
        const auto job = store.GetJob(transaction, name);
        if (job) {
          found.push_back(ToJson(*job));
        } else if (job.error().kind == ErrorKind::kNotFound) {
          missing.emplace_back(name);
        } else {
          return job.error();
        }
      }
      return {};
    }));
    return json::Value{{"Jobs", std::move(found)}, {"JobsNotFound", std::move(missing)}};
  }

  // JobUpdate replaces the definition whole; the name is no part of it.
  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    const std::string name = input["JobName"].StringOr("");
    RETURN_IF_ERROR(CheckDocument(input["JobUpdate"]));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(jobs::Job job, store.GetJob(transaction, name));
      json::Value document = input["JobUpdate"];
      document.Set("Name", name);
      job.document = std::move(document);
      job.last_modified = call.now;
      job.saved_by = call.access_key_id;
      job.restored_from.reset();
      return store.UpdateJob(transaction, job);
    }));
    saved(name);
    return json::Value{{"JobName", name}};
  }

  Result<json::Value> Delete(const json::Value& input) const {
    const std::string name = input["JobName"].StringOr("");
    std::vector<jobs::Run> live;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(live, store.LiveRuns(transaction));
      RETURN_IF_ERROR(catalog::TagStore().Clear(transaction, {"job", name}));
      return store.DeleteJob(transaction, name);
    }));
    // They can publish nothing without their job: what they still do is in vain.
    for (const jobs::Run& run : live) {
      if (run.job != name) continue;
      [[maybe_unused]] const Status stopped = launcher.Stop(name, run.id);
    }
    return json::Value{{"JobName", name}};
  }
};

}  // namespace

Operations JobOperations(db::Database& database, const jobs::Store& store, jobs::Launcher& launcher,
                         jobs::Saved saved) {
  const Jobs jobs{database, store, launcher, std::move(saved)};
  return {
      {"CreateJob",
       [=](const json::Value& input, const Call& call) { return jobs.Create(input, call); }},
      {"GetJob", [=](const json::Value& input, const Call&) { return jobs.Get(input); }},
      {"GetJobs", [=](const json::Value& input, const Call&) { return jobs.List(input); }},
      {"ListJobs", [=](const json::Value& input, const Call&) { return jobs.ListNames(input); }},
      {"BatchGetJobs", [=](const json::Value& input, const Call&) { return jobs.BatchGet(input); }},
      {"UpdateJob",
       [=](const json::Value& input, const Call& call) { return jobs.Update(input, call); }},
      {"DeleteJob", [=](const json::Value& input, const Call&) { return jobs.Delete(input); }},
  };
}

}  // namespace tenon::api
