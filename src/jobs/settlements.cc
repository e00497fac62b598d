#include "jobs/settlements.h"

namespace tenon::jobs {

Status SettlementStore::Put(db::Transaction& transaction, const Settlement& settlement) const {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("INSERT INTO run_settlements(run_id, connection, schema_name, bookmark) "
                          "VALUES (?1, ?2, ?3, ?4)",
                          {settlement.run_id, settlement.connection, settlement.schema,
                           json::Dump(settlement.bookmark)}));
  return {};
}

Result<std::vector<Settlement>> SettlementStore::Undecided(db::Transaction& transaction) const {
  std::vector<Settlement> undecided;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT run_id, connection, schema_name, bookmark FROM run_settlements JOIN job_runs ON id = "
      "run_id "
      "WHERE completed IS NULL",
      {}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(json::Value bookmark, json::Parse(row.View(3)));
        undecided.push_back({row.Text(0), row.Text(1), row.Text(2), std::move(bookmark)});
        return {};
      }));
  return undecided;
}

}  // namespace tenon::jobs
