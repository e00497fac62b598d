#include "runner/script_job.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jobs/definition.h"
#include "text/url.h"

namespace tenon::runner {
namespace {

// Arguments that say how a script runs.
constexpr std::array<std::string_view, 4> kOfTheRun = {"--extra-py-files", "--extra-jars", "--conf",
                                                       "--job-language"};

Status CheckCommand(const json::Value& command, const json::Value& arguments) {
  const std::string kind = command["Name"].StringOr("glueetl");
  if (kind != "glueetl") {
    return Unsupported("jobs of the kind " + kind +
                       " cannot run here yet: only glueetl with a PySpark script can");
  }
  const std::string language = arguments["--job-language"].StringOr("python");
  if (language != "python") {
    return Unsupported("scripts in " + language + " (--job-language) cannot run here yet");
  }
  if (!arguments["--additional-python-modules"].IsNull()) {
    return Unsupported("--additional-python-modules cannot be installed here yet");
  }
  return {};
}

std::vector<std::string> SplitAt(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? "" : text.substr(end + separator.size());
  }
  return parts;
}

// Puts an object into the folder under its own name; its path there.
Result<std::string> Fetch(std::string_view uri, const objects::Store& objects,
                          const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(const S3Location place, ParseS3Location(uri));
  const std::string name = place.key.substr(place.key.rfind('/') + 1);
  if (name.empty() || name == "." || name == "..") {
    return InvalidInput("the name of a file is missing: " + std::string(uri));
  }
  const auto object = objects.Read(place.bucket, place.key);
  if (!object) return WithContext(object.error(), uri);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::filesystem::path path = folder / name;
  if (!error) {
    std::filesystem::copy_file("/proc/self/fd/" + std::to_string(object->file.get()), path, error);
  }
  if (error) return SystemError("copying " + std::string(uri), error.value());
  return path.string();
}

// Those that an argument lists: "s3://bucket/a.py,s3://bucket/b.zip".
Result<std::vector<std::string>> FetchAll(const json::Value& list, const objects::Store& objects,
                                          const std::filesystem::path& folder) {
  std::vector<std::string> paths;
  for (const std::string& uri : SplitAt(list.StringOr(""), ",")) {
    // Each in a folder of its own, as two may have one name.
    ASSIGN_OR_RETURN(std::string path, Fetch(uri, objects, folder / std::to_string(paths.size())));
    paths.push_back(std::move(path));
  }
  return paths;
}

// "spark.a=1 --conf spark.b=2", as Glue takes several settings in one argument.
Status AddSettings(std::string_view conf, task::Script& script) {
  for (const std::string& setting : SplitAt(conf, " --conf ")) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return InvalidInput("--conf must be name=value: " + setting);
    }
    script.settings[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  return {};
}

}  // namespace

Result<task::Script> MakeScript(const jobs::Run& run, const objects::Store& objects,
                                const std::filesystem::path& folder) {
  const json::Value& command = run.job_document["Command"];
  const json::Value arguments = jobs::ArgumentsOf(run);
  RETURN_IF_ERROR(CheckCommand(command, arguments));
  const std::string* location = command["ScriptLocation"].AsString();
  if (location == nullptr) return InvalidInput("the job names no script (Command.ScriptLocation)");

  task::Script script;
  ASSIGN_OR_RETURN(script.path, Fetch(*location, objects, folder / "script"));
  script.name = std::filesystem::path(script.path).filename().string();
  script.folder = folder.string();
  ASSIGN_OR_RETURN(script.python_files,
                   FetchAll(arguments["--extra-py-files"], objects, folder / "python-files"));
  ASSIGN_OR_RETURN(script.jars, FetchAll(arguments["--extra-jars"], objects, folder / "jars"));
  RETURN_IF_ERROR(AddSettings(arguments["--conf"].StringOr(""), script));
  script.arguments = {"--JOB_NAME",   run.job,
                      "--JOB_ID",     "j_" + run.id.substr(run.id.find('_') + 1),
                      "--JOB_RUN_ID", run.id};
  for (const auto& [name, value] : arguments.AsObject()->members) {
    if (std::ranges::find(kOfTheRun, name) != kOfTheRun.end()) continue;
    script.arguments.push_back(name);
    script.arguments.push_back(value.StringOr(""));
  }
  return script;
}

}  // namespace tenon::runner
