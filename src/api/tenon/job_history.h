#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// ListJobVersions, GetJobVersion, RestoreJobVersion and ListRuns (service-2.json beside this file
// describes them). `saved` is told of a job that is restored; the other arguments must outlive the
// operations.
Operations JobHistoryOperations(db::Database& database, const jobs::Store& jobs, jobs::Saved saved);

}  // namespace tenon::api
