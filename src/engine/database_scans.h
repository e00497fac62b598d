#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// A scan of a database in a plan, as the engine tells of it.
struct DatabaseScan {
  task::DatabaseKind kind = task::DatabaseKind::kPostgres;
  std::string table = "";               // "" of a query
  std::vector<std::string> names = {};  // of the columns that are read
};

// What a statement's plan tells before it runs.
struct DatabasePlan {
  std::vector<DatabaseScan> scans = {};
  // Whether rows come straight out of databases: nothing else is read, and nothing groups, sorts or
  // counts them first.
  bool streams = true;
};

// The plan of a SELECT.
Result<DatabasePlan> PlanOf(Connection& connection, const std::string& select);

// The sources of the task that the scan may be of: one if it is clear, more if it is not.
std::set<std::size_t> SourcesOf(const DatabaseScan& scan, const task::Task& task);

// The source of a database that an operator of an executed plan scans; nullopt if it is none, or if
// the plan does not tell which.
std::optional<std::size_t> SourceScanned(const Operator& at, const task::Task& task);

// Keeps the rows of those sources that a statement would read more than once at a time, so that it
// sees each of them at one moment: of PostgreSQL, a source that is scanned twice, as the
// extension's second scan of an attached database leaves the transaction; of MySQL, all that are
// scanned together, as one connection reads one after another. What is kept stands for the source
// from then on; what `kept` names already is passed over. `plan` is the statement's; `each` is
// called after the rows of a source were kept, for the connection's Profile.
Status KeepWhatIsReadTwice(Connection& connection, const task::Task& task,
                           const AttachedDatabases& databases, const DatabasePlan& plan,
                           std::set<std::size_t>& kept, const std::function<void()>& each);

}  // namespace tenon::engine
