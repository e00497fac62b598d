#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "runner/supervise.h"
#include "task/script.h"

namespace tenon::runner {

// Where Spark is on this machine, and which cluster it uses.
struct SparkInstallation {
  std::filesystem::path python;   // the program; its environment has PySpark
  std::filesystem::path jars;     // a folder: what lets Spark reach objects (docs/dependencies.md)
  std::filesystem::path modules;  // a folder: script_worker, and what scripts import from us
  std::string master = "local[*]";
};

// kUnavailable, naming what is missing and how to get it, unless scripts can run.
Status CheckSpark(const SparkInstallation& spark);

// What a script needs in order to be a client of this server: AWS_ENDPOINT_URL, a key and a region,
// each "NAME=value". Asked when a script starts, as keys have an end.
using ClientEnvironment = std::function<std::vector<std::string>()>;

// Runs a script in a process of its own, whose folder is the script's, and watches over it
// (supervise.h). Settings that the script names win over ours.
Result<task::Done> RunOnSpark(const SparkInstallation& spark, task::Script script,
                              const std::vector<std::string>& client, const Limits& limits,
                              const std::function<void()>& started,
                              const std::function<void(const task::Event&)>& each);

}  // namespace tenon::runner
