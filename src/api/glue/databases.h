#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// CreateDatabase, GetDatabase, GetDatabases, UpdateDatabase, DeleteDatabase. Both arguments must
// outlive the operations.
Operations DatabaseOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
