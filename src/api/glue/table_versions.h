#pragma once

#include "api/operation.h"
#include "db/database.h"

namespace tenon::api {

// GetTableVersions, GetTableVersion, DeleteTableVersion, BatchDeleteTableVersion. The database must
// outlive the operations.
Operations TableVersionOperations(db::Database& database);

}  // namespace tenon::api
