#pragma once

#include "api/operation.h"
#include "catalog/quotas.h"
#include "db/database.h"

namespace tenon::api {

// CreateUserDefinedFunction, GetUserDefinedFunction, GetUserDefinedFunctions,
// UpdateUserDefinedFunction, DeleteUserDefinedFunction. There is no Lake Formation here, so that a
// GovernanceMode of LAKE_FORMATION is refused. The database must outlive the operations.
Operations FunctionOperations(db::Database& database, const catalog::Quotas& quotas);

}  // namespace tenon::api
