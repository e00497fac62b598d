#pragma once

#include <filesystem>

#include "base/result.h"
#include "jobs/run.h"
#include "objects/store.h"
#include "task/script.h"

namespace tenon::runner {

// The script of a run whose job has no graph, with the files that it needs put into `folder`.
//
// Arguments of the run become those of the script, "--name value", with those that Glue adds
// (--JOB_NAME, --JOB_ID, --JOB_RUN_ID); but for these, which say how it runs, by the names of
// "AWS Glue job parameters" in AWS's guide: --extra-py-files, --extra-jars, --conf.
//
// kInvalidInput if the job names no script, kNotFound if one of the files is not there,
// kUnsupported, by name, for a job that is no PySpark (pythonshell, gluestreaming, glueray, Scala).
Result<task::Script> MakeScript(const jobs::Run& run, const objects::Store& objects,
                                const std::filesystem::path& folder);

}  // namespace tenon::runner
