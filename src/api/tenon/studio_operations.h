#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// ImportJob and ExportJob: jobs as the documents of Glue Studio (studio_job.h). Both must outlive
// the operations.
Operations StudioOperations(const db::Database& database, const jobs::Store& jobs);

}  // namespace tenon::api
