#include "api/tenon/studio_job_config.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "api/tenon/studio_values.h"

namespace tenon::api {
namespace {

// A member of jobConfig that is a member of CreateJob under another name or none.
struct Field {
  std::string_view config;
  std::string_view job;
};
constexpr std::array kFields = {Field{"name", "Name"},
                                Field{"description", "Description"},
                                Field{"role", "Role"},
                                Field{"version", "GlueVersion"},
                                Field{"workerType", "WorkerType"},
                                Field{"numberOfWorkers", "NumberOfWorkers"},
                                Field{"maxCapacity", "MaxCapacity"},
                                Field{"maxRetries", "MaxRetries"},
                                Field{"timeout", "Timeout"},
                                Field{"maintenanceWindow", "MaintenanceWindow"}};

// A member of jobConfig that is an argument: the argument's text, or whether it has the text `on`.
struct Argument {
  std::string_view config;
  std::string_view name;
  std::string_view on = {};
};
constexpr std::array kArguments = {
    Argument{"temporaryDirectory", "--TempDir"},
    Argument{"bookmark", "--job-bookmark-option"},
    Argument{"sparkPath", "--spark-event-logs-path"},
    Argument{"pythonPath", "--extra-py-files"},
    Argument{"dependentPath", "--extra-jars"},
    Argument{"additionalPythonModules", "--additional-python-modules"},
    Argument{"spark", "--enable-spark-ui", "true"},
    Argument{"metrics", "--enable-metrics", "true"},
    Argument{"observabilityMetrics", "--enable-observability-metrics", "true"},
    Argument{"logging", "--enable-continuous-cloudwatch-log", "true"},
    Argument{"glueHiveMetastore", "--enable-glue-datacatalog", "true"},
    Argument{"etlAutoTuning", "--enable-job-insights", "true"},
    Argument{"etlAutoScaling", "--enable-auto-scaling", "true"},
    Argument{"serverEncryption", "--encryption-type", "sse-s3"}};

struct Mode {
  std::string_view config;
  std::string_view job;
};
constexpr std::array kModes = {Mode{"VISUAL_MODE", "VISUAL"}, Mode{"DEVELOPER_MODE", "SCRIPT"},
                               Mode{"NOTEBOOK_MODE", "NOTEBOOK"}};

// Read by other rules than the tables', or the editor's own.
constexpr std::array<std::string_view, 17> kOthers = {"command",
                                                      "runtime",
                                                      "language",
                                                      "scriptLocation",
                                                      "scriptName",
                                                      "security",
                                                      "jobMode",
                                                      "developerMode",
                                                      "flexExecution",
                                                      "connectionsList",
                                                      "tags",
                                                      "jobParameters",
                                                      "maxConcurrentRuns",
                                                      "createdOn",
                                                      "minFlexWorkers",
                                                      "sparkConfiguration",
                                                      "jobRunQueuingEnabled"};

constexpr std::string_view kPython = "python-";

json::Value KeyValue(const std::string& key, const json::Value& value) {
  return {{"key", key}, {"value", value}, {"existing", false}};
}

void SetArguments(const json::Value& arguments, json::Value& config) {
  json::Value rest = json::Array{};
  for (const Argument& argument : kArguments) {
    if (!argument.on.empty()) config.Set(argument.config, false);
  }
  const json::Object* object = arguments.AsObject();
  for (const auto& [name, value] : object == nullptr ? json::Object{}.members : object->members) {
    const auto* const known = std::ranges::find(kArguments, name, &Argument::name);
    const bool is_switch = known != kArguments.end() && !known->on.empty();
    if (known == kArguments.end() || IsEmpty(value) ||
        (is_switch && value != json::Value(known->on))) {
      if (name == "--job-language" && value == json::Value("scala")) continue;
      rest.Append(KeyValue(name, value));
    } else {
      config.Set(known->config, is_switch ? json::Value(true) : value);
    }
  }
  config.Set("jobParameters", std::move(rest));
}

void SetCommand(const json::Value& job, json::Value& config) {
  const json::Value& command = job["Command"];
  config.Set("command", command["Name"]);
  config.Set("runtime", command["Runtime"]);
  const std::string script = command["ScriptLocation"].StringOr("");
  const std::size_t name = script.rfind('/') + 1;  // 0 if there is none
  config.Set("scriptLocation", script.substr(0, name));
  config.Set("scriptName", script.substr(name));
  if (const std::string* version = command["PythonVersion"].AsString()) {
    config.Set("language", std::string(kPython) + *version);
  } else if (job["DefaultArguments"]["--job-language"] == json::Value("scala")) {
    config.Set("language", "scala");
  }
}

void SetSize(const json::Value& job, json::Value& config) {
  config.Set("maxConcurrentRuns", job["ExecutionProperty"]["MaxConcurrentRuns"]);
  config.Set("jobRunQueuingEnabled", job["JobRunQueuingEnabled"].BoolOr(false));
  config.Set("flexExecution", job["ExecutionClass"] == json::Value("FLEX"));
  config.Set("minFlexWorkers", {});
}

void ReadCommand(const json::Value& config, json::Value& job, json::Value& arguments) {
  json::Value command = json::Object{};
  if (!IsEmpty(config["command"])) command.Set("Name", config["command"]);
  if (!IsEmpty(config["runtime"])) command.Set("Runtime", config["runtime"]);
  std::string script = config["scriptLocation"].StringOr("");
  const std::string name = config["scriptName"].StringOr("");
  if (!script.empty() && !name.empty() && script.back() != '/') script += '/';
  script += name;
  if (!script.empty()) command.Set("ScriptLocation", script);
  const std::string language = config["language"].StringOr("");
  if (language.starts_with(kPython)) command.Set("PythonVersion", language.substr(kPython.size()));
  if (language == "scala") arguments.Set("--job-language", "scala");
  job.Set("Command", std::move(command));
}

void ReadArguments(const json::Value& config, json::Value& arguments) {
  for (const Argument& argument : kArguments) {
    const json::Value& value = config[argument.config];
    if (argument.on.empty() ? !IsEmpty(value) : value.BoolOr(false)) {
      arguments.Set(argument.name, argument.on.empty() ? value : json::Value(argument.on));
    }
  }
}

// What a list of {key, value} says.
void ReadKeyValues(const json::Value& list, json::Value& out) {
  const json::Array* entries = list.AsArray();
  if (entries == nullptr) return;
  for (const json::Value& entry : *entries) {
    const std::string key = entry["key"].StringOr("");
    if (!key.empty()) out.Set(key, entry["value"].IsNull() ? json::Value("") : entry["value"]);
  }
}

void ReadSize(const json::Value& config, json::Value& job) {
  if (!IsEmpty(config["workerType"]) || !IsEmpty(config["numberOfWorkers"])) {
    job.Erase("MaxCapacity");  // Studio shows what follows from the workers
  }
  if (!IsEmpty(config["maxConcurrentRuns"])) {
    job.Set("ExecutionProperty", {{"MaxConcurrentRuns", config["maxConcurrentRuns"]}});
  }
  if (config["jobRunQueuingEnabled"].BoolOr(false)) job.Set("JobRunQueuingEnabled", true);
  if (config["flexExecution"].BoolOr(false)) job.Set("ExecutionClass", "FLEX");
}

Status ReadMode(const json::Value& config, json::Value& job) {
  const std::string mode = config["jobMode"].StringOr("");
  if (mode.empty()) return {};
  const auto* const known = std::ranges::find(kModes, mode, &Mode::config);
  if (known == kModes.end()) {
    return InvalidInput(
        "jobConfig: jobMode must be VISUAL_MODE, DEVELOPER_MODE or NOTEBOOK_MODE: " + mode);
  }
  job.Set("JobMode", known->job);
  return {};
}

void WarnOfOthers(const json::Object& config, std::vector<std::string>& warnings) {
  for (const auto& [name, value] : config.members) {
    const bool known = std::ranges::find(kFields, name, &Field::config) != kFields.end() ||
                       std::ranges::find(kArguments, name, &Argument::config) != kArguments.end() ||
                       std::ranges::find(kOthers, std::string_view(name)) != kOthers.end();
    if (!known && !IsEmpty(value)) warnings.push_back("jobConfig." + name);
  }
}

}  // namespace

json::Value ToJobConfig(const json::Value& job) {
  json::Value config = json::Object{};
  for (const Field& field : kFields) config.Set(field.config, job[field.job]);
  if (config["description"].IsNull()) config.Set("description", "");
  SetCommand(job, config);
  SetSize(job, config);
  const std::string security = job["SecurityConfiguration"].StringOr("none");
  config.Set("security", security);
  SetArguments(job["DefaultArguments"], config);
  json::Value tags = json::Array{};
  if (const json::Object* object = job["Tags"].AsObject()) {
    for (const auto& [key, value] : object->members) tags.Append(KeyValue(key, value));
  }
  config.Set("tags", std::move(tags));
  const std::string mode = job["JobMode"].StringOr("SCRIPT");
  const auto* const known = std::ranges::find(kModes, mode, &Mode::job);
  config.Set("jobMode", known == kModes.end() ? json::Value(mode) : json::Value(known->config));
  config.Set("developerMode", mode == "SCRIPT");
  const json::Value& connections = job["Connections"]["Connections"];
  config.Set("connectionsList",
             connections.AsArray() == nullptr ? json::Array{} : *connections.AsArray());
  return config;
}

Result<json::Value> FromJobConfig(const json::Value& config, std::vector<std::string>& warnings) {
  if (config.AsObject() == nullptr) {
    return InvalidInput("jobConfig must be an object; is this a job that Glue Studio downloaded?");
  }
  json::Value job = json::Object{};
  for (const Field& field : kFields) {
    if (!IsEmpty(config[field.config])) job.Set(field.job, config[field.config]);
  }
  json::Value arguments = json::Object{};
  ReadCommand(config, job, arguments);
  ReadSize(config, job);
  RETURN_IF_ERROR(ReadMode(config, job));
  const std::string security = config["security"].StringOr("none");
  if (security != "none" && !security.empty()) job.Set("SecurityConfiguration", security);
  ReadArguments(config, arguments);
  ReadKeyValues(config["jobParameters"], arguments);
  if (!IsEmpty(arguments)) job.Set("DefaultArguments", std::move(arguments));
  json::Value tags = json::Object{};
  ReadKeyValues(config["tags"], tags);
  if (!IsEmpty(tags)) job.Set("Tags", std::move(tags));
  if (!IsEmpty(config["connectionsList"])) {
    job.Set("Connections", {{"Connections", config["connectionsList"]}});
  }
  WarnOfOthers(*config.AsObject(), warnings);
  return job;
}

}  // namespace tenon::api
