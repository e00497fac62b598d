#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "db/database.h"

namespace tenon::catalog {

// How many things the catalog holds at most. The defaults are AWS's (AWS General Reference, "AWS
// Glue endpoints and quotas"); a server's configuration may set others. What is there already when
// a quota is lowered stays, and nothing can be added to it.
struct Quotas {
  std::int64_t databases = 10'000;
  std::int64_t tables_per_database = 200'000;
  std::int64_t versions_per_table = 100'000;  // the current one is counted
  std::int64_t partitions_per_table = 10'000'000;
  std::int64_t functions_per_database = 100;
  std::int64_t connections = 1'000;
};

// One of the quotas, as Glue's messages name it.
struct Quota {
  std::string_view resource;  // "TABLE_VERSION"
  std::string_view owner;     // "TABLE"; "" for the account
  std::int64_t most;
};

// kLimitExceeded if `count`, a query that answers how many there are, answers more than the quota.
// Call it after adding: the caller's transaction must then fail.
Status CheckQuota(db::Transaction& transaction, const Quota& quota, std::string_view count,
                  std::initializer_list<db::Parameter> parameters = {});

}  // namespace tenon::catalog
