#pragma once

#include "api/glue/connections.h"
#include "api/operation.h"
#include "catalog/connections.h"
#include "catalog/store.h"
#include "db/database.h"
#include "jobs/launcher.h"
#include "jobs/store.h"

namespace tenon::api {

// Everything that is built of the Glue API. `job_saved` is told of every job that is created or
// updated. What is given must outlive the operations.
Operations GlueOperations(db::Database& database, const catalog::Store& catalog,
                          const catalog::ConnectionStore& connections,
                          ConnectionTest test_connection, const jobs::Store& jobs,
                          jobs::Launcher& launcher, jobs::Saved job_saved);

}  // namespace tenon::api
