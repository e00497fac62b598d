#include "api/tenon/studio_operations.h"

#include <fmt/chrono.h>

#include "api/tenon/studio_job.h"
#include "catalog/tags.h"

namespace tenon::api {
namespace {

Result<json::Value> ImportJob(const json::Value& input) {
  ASSIGN_OR_RETURN(StudioImport imported, ImportStudioJob(input["Document"]));
  json::Array warnings(imported.warnings.begin(), imported.warnings.end());
  return json::Value{{"Job", std::move(imported.job)}, {"Warnings", std::move(warnings)}};
}

// "2024-11-01T13:16:09.582Z", as Studio writes createdOn.
std::string StudioTime(Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(ToMillis(seconds) / 1000),
                     (time - seconds).count());
}

Result<json::Value> ExportJob(const db::Database& database, const jobs::Store& jobs,
                              const json::Value& input) {
  const std::string name = input["JobName"].StringOr("");
  jobs::Job job;
  RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(job, jobs.GetJob(transaction, name));
    ASSIGN_OR_RETURN(json::Value tags, catalog::TagStore().Get(transaction, {"job", name}));
    if (tags.AsObject() != nullptr && !tags.AsObject()->members.empty()) {
      job.document.Set("Tags", std::move(tags));
    }
    return {};
  }));
  json::Value document = ExportStudioJob(job.document);
  const json::Value& original = input["Original"];
  if (original.AsObject() != nullptr) {
    auto imported = ImportStudioJob(original);
    if (!imported) return WithContext(std::move(imported).error(), "Original");
    document = CarryOver(document, ExportStudioJob(imported->job), original);
  } else {
    json::Value config = document["jobConfig"];
    config.Set("createdOn", StudioTime(job.created));
    document.Set("jobConfig", std::move(config));
  }
  return json::Value{{"Document", std::move(document)}};
}

}  // namespace

Operations StudioOperations(const db::Database& database, const jobs::Store& jobs) {
  return {
      {"ImportJob", [](const json::Value& input, const Call&) { return ImportJob(input); }},
      {"ExportJob",
       [&](const json::Value& input, const Call&) { return ExportJob(database, jobs, input); }},
  };
}

}  // namespace tenon::api
