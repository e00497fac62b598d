#pragma once

#include "api/operation.h"

namespace tenon::api {

// GetCatalog, GetCatalogs. There is one catalog here, the account's default catalog, whose id is
// the account's number; any account's number means it, as in every other operation. Other catalogs
// (federated, managed) cannot be created here: they are not found, and a list of them is empty.
Operations CatalogOperations();

// A handler that refuses, as kNotFound, a CatalogId of another catalog before `run` is asked.
decltype(Operation::run) InDefaultCatalog(decltype(Operation::run) run);

}  // namespace tenon::api
