#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// ListJobVersions, GetJobVersion, RestoreJobVersion and ListRuns (service-2.json beside this file
// describes them). The arguments must outlive the operations.
Operations JobHistoryOperations(db::Database& database, const jobs::Store& jobs);

}  // namespace tenon::api
