#include "jobs/run_list.h"

namespace tenon::jobs {
namespace {

Result<RunSummary> Read(const db::Row& row) {
  RunSummary run;
  run.sequence = row.Int(0);
  run.id = row.Text(1);
  run.job = row.Text(2);
  run.job_version = row.Int(3);
  run.attempt = static_cast<int>(row.Int(4));
  ASSIGN_OR_RETURN(run.state, ParseRunState(row.View(5)));
  run.started = FromMillis(row.Int(6));
  run.last_modified = FromMillis(row.Int(7));
  if (!row.IsNull(8)) run.completed = FromMillis(row.Int(8));
  run.execution_seconds = row.Int(9);
  run.error_message = row.Text(10);
  return run;
}

}  // namespace

Result<std::vector<RunSummary>> ListRuns(db::Transaction& transaction, const RunFilter& filter,
                                         const RunPlace& after, int limit) {
  std::string states;  // ",FAILED,TIMEOUT,"
  for (const RunState state : filter.states) states += "," + std::string(NameOf(state));
  if (!states.empty()) states += ",";
  std::vector<RunSummary> runs;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT sequence, id, job, coalesce(job_version, 0), attempt, state, started, last_modified, "
      "completed, execution_seconds, error_message FROM job_runs "
      "WHERE started >= ?1 AND started < ?2 AND (started, sequence) < (?3, ?4) "
      "AND (?5 = '' OR instr(?5, ',' || state || ',') > 0) "
      "ORDER BY started DESC, sequence DESC LIMIT ?6",
      {ToMillis(filter.from), ToMillis(filter.until), ToMillis(after.started), after.sequence,
       states, std::int64_t{limit}},
      [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(RunSummary run, Read(row));
        runs.push_back(std::move(run));
        return {};
      }));
  return runs;
}

Result<std::vector<StateCount>> CountRuns(db::Transaction& transaction, const RunFilter& filter) {
  std::vector<StateCount> counts;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT state, count(*) FROM job_runs WHERE started >= ?1 AND started < ?2 "
      "GROUP BY state ORDER BY state",
      {ToMillis(filter.from), ToMillis(filter.until)}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(const RunState state, ParseRunState(row.View(0)));
        counts.push_back({state, row.Int(1)});
        return {};
      }));
  return counts;
}

}  // namespace tenon::jobs
