#include "api/tenon/studio_job.h"

#include "api/tenon/studio_job_config.h"
#include "api/tenon/studio_nodes.h"
#include "api/tenon/studio_values.h"
#include "jobs/definition.h"

namespace tenon::api {
namespace {

// The members of CreateJob's input that a document without them would not give back.
json::Value NotInDocument(const json::Value& job, const json::Value& document) {
  const auto imported = ImportStudioJob(document);
  const json::Value again = jobs::WithDefaults(imported ? imported->job : json::Object{});
  json::Value rest = json::Object{};
  for (const auto& [name, value] : job.AsObject()->members) {
    // It follows from the size, which is compared by itself.
    if (name != "AllocatedCapacity" && again[name] != value) rest.Set(name, value);
  }
  for (const auto& [name, value] : again.AsObject()->members) {
    if (job.Find(name) == nullptr) rest.Set(name, {});
  }
  return rest;
}

void Overlay(const json::Value& rest, json::Value& job) {
  if (rest.AsObject() == nullptr) return;
  for (const auto& [name, value] : rest.AsObject()->members) {
    if (value.IsNull()) {
      job.Erase(name);
    } else {
      job.Set(name, value);
    }
  }
}

// Three objects, member by member.
json::Value CarryMembers(const json::Object& exported, const json::Value& base,
                         const json::Value& original) {
  json::Value out = json::Object{};
  for (const auto& [name, value] : exported.members) {
    const json::Value* in_base = base.Find(name);
    const json::Value* in_original = original.Find(name);
    if (in_base == nullptr) {
      out.Set(name, value);
    } else if (in_original != nullptr) {
      out.Set(name, CarryOver(value, *in_base, *in_original));
    } else if (value != *in_base) {
      out.Set(name, value);
    }
  }
  for (const auto& [name, value] : original.AsObject()->members) {
    const bool is_of_the_job = base.Find(name) != nullptr || out.Find(name) != nullptr;
    if (!is_of_the_job) out.Set(name, value);
  }
  return out;
}

}  // namespace

Result<StudioImport> ImportStudioJob(const json::Value& document) {
  StudioImport out;
  ASSIGN_OR_RETURN(out.job, FromJobConfig(document["jobConfig"], out.warnings));
  if (!IsEmpty(document["dag"])) {
    ASSIGN_OR_RETURN(json::Value nodes, FromStudioNodes(document["dag"], out.warnings));
    out.job.Set("CodeGenConfigurationNodes", std::move(nodes));
  }
  Overlay(document["tenon"]["job"], out.job);
  if (!IsEmpty(document["script"]) && out.job["JobMode"] != json::Value("VISUAL")) {
    out.warnings.push_back("script: a job has it in S3; upload it to " +
                           out.job["Command"]["ScriptLocation"].StringOr("its ScriptLocation"));
  }
  if (!IsEmpty(document["usageProfileName"])) out.warnings.emplace_back("usageProfileName");
  return out;
}

json::Value ExportStudioJob(const json::Value& job) {
  const json::Value whole = jobs::WithDefaults(job);
  json::Value document = {{"jobConfig", ToJobConfig(whole)}};
  if (jobs::HasGraph(whole)) {
    document.Set("dag", ToStudioNodes(whole["CodeGenConfigurationNodes"]));
  }
  document.Set("hasBeenSaved", false);
  document.Set("usageProfileName", {});
  json::Value rest = NotInDocument(whole, document);
  if (!IsEmpty(rest)) document.Set("tenon", {{"job", std::move(rest)}});
  return document;
}

json::Value CarryOver(const json::Value& exported, const json::Value& base,
                      const json::Value& original) {
  if (original == base) return exported;
  if (exported == base) return original;
  if (exported.AsObject() != nullptr && base.AsObject() != nullptr &&
      original.AsObject() != nullptr) {
    return CarryMembers(*exported.AsObject(), base, original);
  }
  const json::Array* lists[] = {exported.AsArray(), base.AsArray(), original.AsArray()};
  for (const json::Array* list : lists) {
    if (list == nullptr || list->size() != lists[0]->size()) return exported;
  }
  json::Value out = json::Array{};
  for (std::size_t i = 0; i < lists[0]->size(); ++i) {
    out.Append(CarryOver((*lists[0])[i], (*lists[1])[i], (*lists[2])[i]));
  }
  return out;
}

}  // namespace tenon::api
