#include "api/tenon/job_notes.h"

#include "jobs/notes.h"
#include "jobs/versions.h"

namespace tenon::api {
namespace {

struct JobNotes {
  db::Database& database;
  const jobs::Store& jobs;

  Result<json::Value> Get(const json::Value& input) const {
    const std::string name = input["JobName"].StringOr("");
    json::Value notes;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const jobs::Job job, jobs.GetJob(transaction, name));
      const std::int64_t version = input["Version"].IntOr(job.version);
      if (version != job.version) {
        ASSIGN_OR_RETURN([[maybe_unused]] const auto kept,
                         jobs::VersionStore().Get(transaction, name, version));
      }
      ASSIGN_OR_RETURN(notes, jobs::NoteStore().Get(transaction, name, version));
      return {};
    }));
    return json::Value{{"Notes", std::move(notes)}};
  }

  Result<json::Value> Put(const json::Value& input) const {
    const std::string name = input["JobName"].StringOr("");
    std::int64_t version = 0;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const jobs::Job job, jobs.GetJob(transaction, name));
      version = job.version;
      return jobs::NoteStore().Put(transaction, name, version, input["Notes"]);
    }));
    return json::Value{{"JobName", name}, {"Version", version}};
  }
};

}  // namespace

Operations JobNoteOperations(db::Database& database, const jobs::Store& jobs) {
  const JobNotes notes{database, jobs};
  return {
      {"GetJobNotes", [=](const json::Value& input, const Call&) { return notes.Get(input); }},
      {"PutJobNotes", [=](const json::Value& input, const Call&) { return notes.Put(input); }},
  };
}

}  // namespace tenon::api
