#include "jobs/definition.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace tenon::jobs {
namespace {

// DPUs (Ray: memory-optimized DPUs) of one worker, by the Glue developer guide, "Worker types".
struct WorkerCapacity {
  std::string_view type;
  double capacity;
};
constexpr std::array kWorkers = {
    WorkerCapacity{"Standard", 1}, WorkerCapacity{"G.025X", 0.25}, WorkerCapacity{"G.1X", 1},
    WorkerCapacity{"G.2X", 2},     WorkerCapacity{"G.4X", 4},      WorkerCapacity{"G.8X", 8},
    WorkerCapacity{"G.12X", 12},   WorkerCapacity{"G.16X", 16},    WorkerCapacity{"R.1X", 1},
    WorkerCapacity{"R.2X", 2},     WorkerCapacity{"R.4X", 4},      WorkerCapacity{"R.8X", 8},
    WorkerCapacity{"Z.2X", 2}};

constexpr double kDefaultCapacity = 10;
constexpr double kPythonShellCapacity = 0.0625;

// What StartJobRun may set for one run.
constexpr std::array<std::string_view, 9> kRunSettings = {
    "Timeout",        "WorkerType",           "NumberOfWorkers",
    "MaxCapacity",    "AllocatedCapacity",    "SecurityConfiguration",
    "ExecutionClass", "NotificationProperty", "JobRunQueuingEnabled"};

void SetIfAbsent(json::Value& document, std::string_view key, json::Value value) {
  if (document[key].IsNull()) document.Set(key, std::move(value));
}

bool HasWorkers(const json::Value& document) {
  return !document["WorkerType"].IsNull() || !document["NumberOfWorkers"].IsNull();
}

// A number, whether it was written with a fraction or without; nullopt for anything else.
std::optional<double> NumberOf(const json::Value& value) {
  if (value.AsInt() != nullptr) return static_cast<double>(*value.AsInt());
  if (value.AsDouble() != nullptr) return *value.AsDouble();
  return std::nullopt;
}

double CapacityOf(const json::Value& document) {
  if (const auto capacity = NumberOf(document["MaxCapacity"])) return *capacity;
  if (HasWorkers(document)) {
    const std::string type = document["WorkerType"].StringOr("G.1X");
    const auto* const it = std::ranges::find(kWorkers, type, &WorkerCapacity::type);
    const double each = it == kWorkers.end() ? 1 : it->capacity;
    return each * static_cast<double>(document["NumberOfWorkers"].IntOr(10));
  }
  if (const auto capacity = NumberOf(document["AllocatedCapacity"]); capacity && *capacity > 0) {
    return *capacity;
  }
  return document["Command"]["Name"] == json::Value("pythonshell") ? kPythonShellCapacity
                                                                   : kDefaultCapacity;
}

// "4.0" and before had two days; "auto" is the newest.
int DefaultTimeout(const std::string& glue_version) {
  const double version = std::strtod(glue_version.c_str(), nullptr);
  return version > 0 && version < 5 ? 2880 : 480;
}

void Overlay(json::Value& object, const json::Value& over) {
  if (over.AsObject() == nullptr) return;
  for (const auto& [name, value] : over.AsObject()->members) object.Set(name, value);
}

}  // namespace

Status CheckDefinition(const json::Value& document) {
  if (HasWorkers(document) && !document["MaxCapacity"].IsNull()) {
    return InvalidInput(
        "Please do not set Max Capacity if using Worker Type and Number of Workers.");
  }
  return {};
}

json::Value WithDefaults(json::Value document) {
  const std::string command = document["Command"]["Name"].StringOr("glueetl");
  if (command != "pythonshell") SetIfAbsent(document, "GlueVersion", "6.0");
  SetIfAbsent(document, "JobMode", HasGraph(document) ? "VISUAL" : "SCRIPT");
  SetIfAbsent(document, "MaxRetries", 0);
  SetIfAbsent(document, "ExecutionProperty", {{"MaxConcurrentRuns", 1}});
  if (command != "gluestreaming") {  // which runs until it is stopped
    SetIfAbsent(document, "Timeout", DefaultTimeout(document["GlueVersion"].StringOr("")));
  }
  const double capacity = CapacityOf(document);
  document.Set("MaxCapacity", capacity);
  document.Set("AllocatedCapacity", static_cast<std::int64_t>(capacity));
  return document;
}

int MaxConcurrentRuns(const json::Value& document) {
  return static_cast<int>(document["ExecutionProperty"]["MaxConcurrentRuns"].IntOr(1));
}

bool HasGraph(const json::Value& document) {
  const json::Object* nodes = document["CodeGenConfigurationNodes"].AsObject();
  return nodes != nullptr && !nodes->members.empty();
}

bool RunsGraph(const json::Value& document) {
  return HasGraph(document) && document["JobMode"].StringOr("VISUAL") != "SCRIPT";
}

json::Value SettingsOf(const Run& run) {
  json::Value settings = run.job_document;
  // A size given for the run in one way replaces the job's in whichever way that is.
  if (HasWorkers(run.request)) {
    settings.Erase("MaxCapacity");
    settings.Erase("AllocatedCapacity");
  } else if (!run.request["MaxCapacity"].IsNull() || !run.request["AllocatedCapacity"].IsNull()) {
    for (const auto* key : {"WorkerType", "NumberOfWorkers", "MaxCapacity"}) settings.Erase(key);
  }
  for (const std::string_view key : kRunSettings) {
    if (!run.request[key].IsNull()) settings.Set(key, run.request[key]);
  }
  return WithDefaults(std::move(settings));
}

json::Value ArgumentsOf(const Run& run) {
  json::Value arguments = json::Object{};
  Overlay(arguments, run.job_document["DefaultArguments"]);
  Overlay(arguments, run.request["Arguments"]);
  Overlay(arguments, run.job_document["NonOverridableArguments"]);
  return arguments;
}

}  // namespace tenon::jobs
