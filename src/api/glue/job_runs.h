#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/launcher.h"
#include "jobs/store.h"

namespace tenon::api {

// StartJobRun, GetJobRun, GetJobRuns, BatchStopJobRun. A run is on disk before the launcher has it,
// so that one that a crash interrupts is found again (jobs::Store::LiveRuns). The arguments must
// outlive the operations.
Operations JobRunOperations(db::Database& database, const jobs::Store& store,
                            jobs::Launcher& launcher);

}  // namespace tenon::api
