#pragma once

#include "jobs/run.h"
#include "json/value.h"

// What a job's document means where it leaves something out. Pure functions of values.
namespace tenon::jobs {

// kInvalidInput if the document asks for a size of the job in two ways at once.
Status CheckDefinition(const json::Value& document);

// The document with what Glue fills in: MaxRetries 0, ExecutionProperty of one concurrent run,
// GlueVersion 6.0, Timeout 480 minutes (2880 before Glue 5), JobMode, and the capacity in DPUs that
// follows from the workers.
json::Value WithDefaults(json::Value document);

// How many runs of the job may be live at once.
int MaxConcurrentRuns(const json::Value& document);

// Whether the job has a graph (CodeGenConfigurationNodes), which makes it a visual job.
bool HasGraph(const json::Value& document);

// Whether a run is of the graph. A job with JobMode SCRIPT keeps its graph, but somebody has taken
// over its script, and that is what runs.
bool RunsGraph(const json::Value& document);

// The definition with which a run runs: the job's, with what StartJobRun's request sets instead
// (Timeout, WorkerType, ...), and defaults.
json::Value SettingsOf(const Run& run);

// The arguments of a run by name ("--tenon-bad-rows"): the job's DefaultArguments, over them the
// run's, over them the job's NonOverridableArguments. An object of strings.
json::Value ArgumentsOf(const Run& run);

}  // namespace tenon::jobs
