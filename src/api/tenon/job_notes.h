#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// GetJobNotes and PutJobNotes (service-2.json beside this file describes them). The arguments must
// outlive the operations.
Operations JobNoteOperations(db::Database& database, const jobs::Store& jobs);

}  // namespace tenon::api
