#include "engine/database_transaction.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/database_dialect.h"
#include "engine/database_error.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;

// What snapshots can be shared in: host, port and database.
using Place = std::tuple<std::string, int, std::string>;

Result<std::string> ExportSnapshot(Connection& connection, const std::string& attached) {
  ASSIGN_OR_RETURN(const auto rows,
                   connection.Query("SELECT CAST(snapshot AS VARCHAR) FROM " +
                                    NativeQuery(attached, DatabaseKind::kPostgres,
                                                "SELECT pg_export_snapshot() AS snapshot")));
  if (rows.empty() || !rows[0][0]) return Internal("the database has exported no snapshot");
  return *rows[0][0];
}

Status UseSnapshot(Connection& connection, const std::string& attached, const std::string& name) {
  return connection.Execute(
      NativeStatement(attached, DatabaseKind::kPostgres,
                      "SET TRANSACTION SNAPSHOT " + NativeString(DatabaseKind::kPostgres, name)));
}

Status BeginMySql(Connection& connection, const std::string& attached) {
  for (const char* sql : {"ROLLBACK", "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                          "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"}) {
    RETURN_IF_ERROR(connection.Execute(NativeStatement(attached, DatabaseKind::kMySql, sql)));
  }
  return {};
}

Status BeginSources(Connection& connection, const task::Task& task,
                    const AttachedDatabases& databases) {
  std::map<Place, std::string> snapshots;
  std::set<std::string> begun;
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const std::string& attached = databases.OfSource(i);
    if (attached.empty() || !begun.insert(attached).second) continue;
    const task::DatabaseConnection& database = task.sources[i].database->connection;
    Status begins;
    if (database.kind == DatabaseKind::kMySql) {
      begins = BeginMySql(connection, attached);
    } else {
      const Place place(database.host, database.port, database.database);
      const auto known = snapshots.find(place);
      if (known != snapshots.end()) {
        begins = UseSnapshot(connection, attached, known->second);
      } else {
        auto snapshot = ExportSnapshot(connection, attached);
        if (snapshot) {
          snapshots[place] = *std::move(snapshot);
        } else {
          begins = snapshot.error();
        }
      }
    }
    if (!begins) {
      return WithContext(AtConnection(begins.error(), database), task.sources[i].title);
    }
  }
  return {};
}

}  // namespace

Status BeginAtOneMoment(Connection& connection, const task::Task& task,
                        const AttachedDatabases& databases) {
  constexpr const char* kBegin = "BEGIN TRANSACTION";
  RETURN_IF_ERROR(connection.Execute(kBegin));
  Status begun = BeginSources(connection, task, databases);
  if (begun && databases.Writer() != nullptr) {
    begun = databases.Writer()->connection().Execute(kBegin);
  }
  if (!begun) RollBack(connection, databases);
  return begun;
}

void RollBack(Connection& connection, const AttachedDatabases& databases) {
  // Without a transaction this fails, which is as well.
  [[maybe_unused]] Status ignored = connection.Execute("ROLLBACK");
  if (databases.Writer() != nullptr) ignored = databases.Writer()->connection().Execute("ROLLBACK");
}

}  // namespace tenon::engine
