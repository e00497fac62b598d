#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/launcher.h"
#include "jobs/store.h"

namespace tenon::api {

// CreateJob, GetJob, GetJobs, ListJobs, BatchGetJobs, UpdateJob, DeleteJob. A graph whose shape is
// wrong is refused when the job is created or updated; what depends on the catalog is not looked
// at, since people create jobs before tables. DeleteJob also stops the job's live runs. `saved` is
// called with each job that CreateJob or UpdateJob has saved, once that is on disk. The other
// arguments must outlive the operations.
Operations JobOperations(db::Database& database, const jobs::Store& store, jobs::Launcher& launcher,
                         jobs::Saved saved);

}  // namespace tenon::api
