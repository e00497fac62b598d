#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/database.h"

namespace tenon::query {

// A statement that somebody has saved under a name. Names need not be unique, as in Athena.
struct NamedQuery {
  std::string id;  // a UUID
  std::string name;
  std::string description;  // "" if none
  std::string database;
  std::string work_group = "primary";
  std::string statement;
  std::string request_token;  // of CreateNamedQuery; "" if none
  std::int64_t sequence = 0;  // the order in which queries were created; given by Create
  Time last_modified;
};

// Named queries in the database. Every method is part of the caller's transaction. kNotFound for a
// query that is not there. Thread-safe, as it keeps nothing itself.
class NamedQueryStore {
 public:
  static Status Migrate(db::Database& database);

  // Adds the query and returns its id; the id of an earlier one that the same token has created.
  // kInvalidInput if that one is another query.
  Result<std::string> Create(db::Transaction& transaction, const NamedQuery& query) const;
  Result<NamedQuery> Get(db::Transaction& transaction, std::string_view id) const;
  // Newest first: at most `limit` of those created before the query of that sequence number.
  Result<std::vector<NamedQuery>> List(db::Transaction& transaction, std::int64_t before,
                                       int limit) const;
  // Replaces name, description and statement.
  Status Update(db::Transaction& transaction, const NamedQuery& query) const;
  Status Delete(db::Transaction& transaction, std::string_view id) const;
};

}  // namespace tenon::query
