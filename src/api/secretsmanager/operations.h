#pragma once

#include "api/operation.h"
#include "db/database.h"
#include "secrets/store.h"

namespace tenon::api {

// AWS Secrets Manager's operations on secrets and their values: CreateSecret, DescribeSecret,
// ListSecrets, UpdateSecret, DeleteSecret, RestoreSecret, TagResource, UntagResource,
// PutSecretValue, GetSecretValue, ListSecretVersionIds. There is no rotation, no replication, no
// resource policy, and no managed external secrets: what asks for one is refused by name. Both
// arguments must outlive the operations.
Operations SecretsManagerOperations(db::Database& database, const secrets::Store& store);

}  // namespace tenon::api
