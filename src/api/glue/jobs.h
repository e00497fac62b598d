#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/launcher.h"
#include "jobs/store.h"

namespace tenon::api {

// CreateJob, GetJob, GetJobs, ListJobs, BatchGetJobs, UpdateJob, DeleteJob. A graph whose shape is
// wrong is refused when the job is created or updated; what depends on the catalog is not looked
// at, since people create jobs before tables. DeleteJob also stops the job's live runs. The
// arguments must outlive the operations.
Operations JobOperations(db::Database& database, const jobs::Store& store,
                         jobs::Launcher& launcher);

}  // namespace tenon::api
