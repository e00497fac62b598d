#pragma once

#include "api/operation.h"
#include "db/database.h"

namespace tenon::api {

// Athena's CreateNamedQuery, GetNamedQuery, BatchGetNamedQuery, ListNamedQueries (newest first),
// UpdateNamedQuery and DeleteNamedQuery. The database must outlive the operations.
Operations NamedQueryOperations(db::Database& database);

}  // namespace tenon::api
