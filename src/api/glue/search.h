#pragma once

#include "api/operation.h"
#include "db/database.h"

namespace tenon::api {

// SearchTables. The database must outlive the operation.
Operations SearchOperations(db::Database& database);

}  // namespace tenon::api
