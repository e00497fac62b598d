#pragma once

#include <functional>

#include "api/operation.h"
#include "catalog/connections.h"
#include "db/database.h"

namespace tenon::api {

// Whether the caller may be told the secrets of connections: so far, whoever signs with a long-term
// key (AKIA...), which is the root key. Temporary keys are handed on, to jobs and to other people's
// programs, and do not come with the passwords of databases.
bool MayReadSecrets(const Call& call);

// Whether what a TestConnection request names, or describes, lets us in. Thread-safe.
using ConnectionTest = std::function<Status(const json::Value& input)>;

// CreateConnection, GetConnection, GetConnections, UpdateConnection, DeleteConnection,
// BatchDeleteConnection, TestConnection. Passwords are in an answer if the caller may read them and
// does not ask for HidePassword; what AuthenticationConfiguration held of credentials never is, as
// in AWS. The arguments must outlive the operations.
Operations ConnectionOperations(db::Database& database, const catalog::ConnectionStore& connections,
                                ConnectionTest test);

}  // namespace tenon::api
