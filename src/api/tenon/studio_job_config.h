#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"

// The `jobConfig` of a document that Glue Studio downloads: the job's definition, with names of the
// console's own. Every member below was seen in downloaded documents; which argument a switch
// stands for is told by the generated jobs that such documents came with, but for etlAutoTuning
// (taken for "Generate job insights"), etlAutoScaling and serverEncryption, which are told by their
// names.
//
//   name, description, role, maxRetries, timeout, workerType, numberOfWorkers,
//   jobRunQueuingEnabled,
//     maintenanceWindow              as in CreateJob
//   command, runtime                 Command.Name, Command.Runtime
//   language                         "python-3": Command.PythonVersion; "scala": --job-language
//   scriptLocation, scriptName       the folder and the file of Command.ScriptLocation
//   version                          GlueVersion
//   maxCapacity                      MaxCapacity of a job that has no workers
//   maxConcurrentRuns                ExecutionProperty
//   security                         SecurityConfiguration, "none" for none
//   jobMode, developerMode           VISUAL_MODE, DEVELOPER_MODE (SCRIPT), NOTEBOOK_MODE
//   flexExecution                    ExecutionClass FLEX
//   connectionsList                  Connections
//   tags, jobParameters              [{key, value, existing}]; the arguments without a member
//   temporaryDirectory, bookmark, sparkPath, pythonPath, dependentPath, additionalPythonModules
//                                    the text of an argument, such as --TempDir
//   spark, metrics, observabilityMetrics, logging, glueHiveMetastore, etlAutoTuning,
//     etlAutoScaling, serverEncryption
//                                    whether an argument, such as --enable-metrics, is "true"
namespace tenon::api {

// The jobConfig of a definition with its defaults (jobs::WithDefaults).
json::Value ToJobConfig(const json::Value& job);

// The input of CreateJob, without nodes. What it cannot hold goes to `warnings`. kInvalidInput if
// this is no object.
Result<json::Value> FromJobConfig(const json::Value& config, std::vector<std::string>& warnings);

}  // namespace tenon::api
