#pragma once

#include <cstdint>
#include <stop_token>

#include "catalog/store.h"
#include "db/database.h"

namespace tenon::catalog {

// Keeps what searches look into (schema.cc) up to date with the tables. To change a full-text index
// by one table costs many times what it costs to change the table: so whoever changes a table only
// notes it, in the same transaction, and the noted are indexed together later, beside the work of
// others (sweep.h) or, at the latest, by the next search. Keeps nothing itself; thread-safe.
class TableSearchIndex {
 public:
  // Notes a table that has been created or replaced.
  Status Note(db::Transaction& transaction, std::int64_t table_id) const;

  // Indexes some of the tables that were noted first, as many as one transaction should. Yields
  // whether others are left.
  Result<bool> IndexSome(db::Transaction& transaction) const;

  // Returns when every table that was noted before the call is indexed, or when told to stop. Call
  // without a transaction.
  Status CatchUp(db::Database& database, const std::stop_token& stop = {}) const;

  // Removes what is kept of a table. Searches find no table that is dropped, also before this.
  Status Remove(db::Transaction& transaction, std::int64_t table_id) const;
};

}  // namespace tenon::catalog
