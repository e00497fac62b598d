#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "json/value.h"

namespace tenon::jobs {

// Where a run writes outside of our own store: a database that commits by itself. If the server
// ends between that commit and ours, the database is asked what became of the run.
struct Settlement {
  std::string run_id;
  std::string connection;  // of the Data Catalog
  std::string schema;      // that holds tenon_commits; "" for the usual one
  // What the run's bookmark is to be, but for the values that the run comes to; null if it moves
  // none.
  json::Value bookmark = {};
};

// Every method is part of the caller's transaction. Thread-safe, as it keeps nothing itself.
class SettlementStore {
 public:
  // Notes it, before the run may commit anything.
  Status Put(db::Transaction& transaction, const Settlement& settlement) const;
  // Those of runs that have not ended: what a crash has left undecided.
  Result<std::vector<Settlement>> Undecided(db::Transaction& transaction) const;
};

}  // namespace tenon::jobs
