#pragma once

#include "api/operation.h"
#include "auth/sessions.h"
#include "catalog/store.h"
#include "db/database.h"
#include "jobs/store.h"
#include "objects/store.h"
#include "query/parquet_export.h"
#include "runner/job_runner.h"
#include "runner/previews.h"
#include "runner/task_runner.h"

namespace tenon::api {

// What Tenon's own operations work on. All must outlive the operations.
struct TenonParts {
  db::Database& database;
  const catalog::Store& catalog;
  const jobs::Store& jobs;
  const objects::Store& objects;
  const runner::Databases& databases;
  runner::TaskRunner& tasks;
  const runner::JobRunner& runs;
  runner::Previews& previews;
  query::ParquetExport& parquet;
  auth::SignInLinks& sign_in_links;
  jobs::Saved job_saved;  // is told of a job that is restored
};

// All of them: one file a resource beside this one (service-2.json beside this file describes
// them).
Operations TenonOperations(const TenonParts& parts);

}  // namespace tenon::api
