#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "secrets/store.h"

namespace tenon::api {

// The operations on the versions of secrets: PutSecretValue, GetSecretValue, ListSecretVersionIds.
Operations SecretValueOperations(db::Database& database, const secrets::Store& store);

}  // namespace tenon::api
