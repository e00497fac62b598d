#pragma once

#include <string>

#include "catalog/store.h"
#include "db/database.h"
#include "jobs/store.h"
#include "objects/store.h"
#include "runner/databases.h"
#include "runner/task_runner.h"

namespace tenon::runner {

// Keeps the script of each visual job at its ScriptLocation, as AWS Glue does: a list of
// CodeGenConfigurationNodes "are provided to a create or update job API to register a DAG [...] and
// generate the associated code"
// (https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-visual-job-api.html). Thread-safe.
class JobScripts {
 public:
  // What it works on; must outlive this.
  JobScripts(db::Database& database, const catalog::Store& catalog, const jobs::Store& jobs,
             objects::Store& objects, const Databases& databases, TaskRunner& tasks)
      : database_(database),
        catalog_(catalog),
        jobs_(jobs),
        objects_(objects),
        databases_(databases),
        tasks_(tasks) {}

  // Writes the script of a job that has just been saved to its Command.ScriptLocation, if the job
  // is a visual one and the location that of an object in a bucket that is there. The job is saved
  // whatever becomes of it: what keeps a script from being written (a node that has none, a table
  // that is not there yet) is logged, and what lay at the place stays. Where only a worker can tell
  // columns it is given a few seconds. Of saves at the same time the script of the last one stays.
  void Write(const std::string& job) const;

 private:
  Result<jobs::Job> Newest(const std::string& job) const;
  Status WriteOne(const jobs::Job& job) const;

  db::Database& database_;
  const catalog::Store& catalog_;
  const jobs::Store& jobs_;
  objects::Store& objects_;
  const Databases& databases_;
  TaskRunner& tasks_;
};

}  // namespace tenon::runner
