#pragma once

#include "api/operation.h"
#include "auth/keys.h"

namespace tenon::api {

// STS as far as one owner with one root key needs it: GetCallerIdentity and GetSessionToken.
// `keys` must outlive the operations.
Operations StsOperations(const auth::KeyStore& keys);

}  // namespace tenon::api
