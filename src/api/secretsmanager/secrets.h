#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "secrets/store.h"

namespace tenon::api {

// The operations on secrets as a whole, all but ListSecrets.
Operations SecretOperations(db::Database& database, const secrets::Store& store);

}  // namespace tenon::api
