#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// GetJobBookmark, ResetJobBookmark. JobBookmark is the JSON text of jobs::Bookmark::document. The
// arguments must outlive the operations.
Operations JobBookmarkOperations(db::Database& database, const jobs::Store& store);

}  // namespace tenon::api
