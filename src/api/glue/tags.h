#pragma once

#include "api/operation.h"
#include "catalog/connections.h"
#include "catalog/store.h"
#include "db/database.h"
#include "jobs/store.h"

namespace tenon::api {

// Where the resources that can have tags are kept.
struct TaggedStores {
  const catalog::Store& catalog;
  const catalog::ConnectionStore& connections;
  const jobs::Store& jobs;
};

// TagResource, UntagResource, GetTags. A resource that is not there is EntityNotFoundException,
// also one of a type that is not built here. The database and the stores must outlive the
// operations.
Operations TagOperations(db::Database& database, const TaggedStores& stores);

}  // namespace tenon::api
