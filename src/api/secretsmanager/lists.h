#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "secrets/store.h"

namespace tenon::api {

// ListSecrets: with all its filters, sorted by any of its dates or by name.
Operations SecretListOperations(db::Database& database, const secrets::Store& store);

}  // namespace tenon::api
