#include "engine/database_commit.h"

#include "engine/database_dialect.h"
#include "engine/database_error.h"
#include "engine/database_target.h"

namespace tenon::engine {
namespace {

using task::DatabaseConnection;
using task::DatabaseKind;

constexpr std::string_view kTable = "tenon_commits";
constexpr int kTries = 5;

std::string CreateSql(const DatabaseConnection& database, const std::string& schema) {
  const bool is_postgres = database.kind == DatabaseKind::kPostgres;
  return "CREATE TABLE " + NativeTable(database, schema, kTable) + " (run_id " +
         (is_postgres ? "text" : "varchar(128)") +
         " NOT NULL, attempt integer NOT NULL, job_name " +
         (is_postgres ? "text" : "varchar(255)") + " NOT NULL, bookmark " +
         (is_postgres ? "text" : "longtext") + ", committed_at " +
         (is_postgres ? "timestamp with time zone" : "datetime(6)") +
         ", PRIMARY KEY (run_id, attempt))" +
         (is_postgres ? "" : " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4");
}

// run_id and attempt as a condition, and as values.
std::string Key(DatabaseKind kind, const task::Commit& commit) {
  return "run_id = " + NativeString(kind, commit.run_id) +
         " AND attempt = " + std::to_string(commit.attempt);
}

std::string Values(DatabaseKind kind, const task::Commit& commit) {
  return NativeString(kind, commit.run_id) + ", " + std::to_string(commit.attempt) + ", " +
         NativeString(kind, commit.job);
}

bool Occurs(std::string_view needle, const Error& error) {
  return error.message.find(needle) != std::string::npos;
}

// Another transaction has ended while this one looked on: the next try sees what it has left.
bool IsWorthAnotherTry(const Error& error) {
  return Occurs("could not serialize", error) || Occurs("Lock wait timeout", error) ||
         Occurs("Deadlock", error);
}

// Takes the key of the run, unless it is taken.
Status GiveUp(Connection& connection, const std::string& attached, const task::Task& task) {
  const DatabaseConnection& database = task.settlement->connection;
  const bool is_postgres = database.kind == DatabaseKind::kPostgres;
  const std::string sql = (is_postgres ? "INSERT INTO " : "INSERT IGNORE INTO ") +
                          NativeTable(database, task.settlement->schema, kTable) +
                          " (run_id, attempt, job_name) VALUES (" +
                          Values(database.kind, *task.commit) + ')' +
                          (is_postgres ? " ON CONFLICT DO NOTHING" : "");
  for (int tries = 1;; ++tries) {
    Status done = connection.Execute(NativeStatement(attached, database.kind, sql));
    if (done || tries == kTries || !IsWorthAnotherTry(done.error())) return done;
  }
}

Result<bool> HasCommitted(Connection& connection, const std::string& attached,
                          const task::Task& task) {
  const DatabaseConnection& database = task.settlement->connection;
  const std::string& schema = task.settlement->schema;
  RETURN_IF_ERROR(EnsureCommits(connection, attached, database, schema));
  RETURN_IF_ERROR(GiveUp(connection, attached, task));
  const std::string sql =
      "SELECT CASE WHEN committed_at IS NULL THEN 0 ELSE 1 END AS committed "
      "FROM " +
      NativeTable(database, schema, kTable) + " WHERE " + Key(database.kind, *task.commit);
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(committed AS BIGINT) FROM " +
                                                     NativeQuery(attached, database.kind, sql)));
  if (rows.empty()) return Internal("the run's row of tenon_commits is gone");
  return rows[0][0] == "1";
}

}  // namespace

Status EnsureCommits(Connection& connection, const std::string& attached,
                     const DatabaseConnection& database, const std::string& schema) {
  ASSIGN_OR_RETURN(bool is_there, HasTable(connection, attached, database, schema, kTable.data()));
  if (is_there) return {};
  Status made =
      connection.Execute(NativeStatement(attached, database.kind, CreateSql(database, schema)));
  if (made) return {};
  // Another run may have made it at the same time.
  ASSIGN_OR_RETURN(is_there, HasTable(connection, attached, database, schema, kTable.data()));
  return is_there ? Status() : made;
}

Status NoteCommit(Connection& connection, const std::string& attached,
                  const task::DatabaseSink& target, const task::Commit& commit,
                  const std::string& bookmark) {
  const DatabaseKind kind = target.connection.kind;
  const std::string now =
      kind == DatabaseKind::kPostgres ? "clock_timestamp()" : "UTC_TIMESTAMP(6)";
  Status noted = connection.Execute(NativeStatement(
      attached, kind,
      "INSERT INTO " + NativeTable(target.connection, target.schema, kTable) +
          " (run_id, attempt, job_name, bookmark, committed_at) VALUES (" + Values(kind, commit) +
          ", " + (bookmark.empty() ? "NULL" : NativeString(kind, bookmark)) + ", " + now + ')'));
  if (noted) return noted;
  if (Occurs("duplicate key", noted.error()) || Occurs("Duplicate entry", noted.error())) {
    return Conflict("the run has a row in tenon_commits: it has committed before, or was given up");
  }
  return noted;
}

Status CommitThere(Connection& connection, const std::string& attached, DatabaseKind kind) {
  return connection.Execute(NativeStatement(attached, kind, "COMMIT"));
}

Result<task::Done> Settle(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit) {
  if (!task.settlement || !task.commit) return InvalidInput("no run to settle is given");
  const Result<bool> committed = HasCommitted(connection, databases.OfTarget(), task);
  if (!committed) return AtConnection(committed.error(), task.settlement->connection);
  emit(task::Settled{*committed});
  return task::Done{};
}

}  // namespace tenon::engine
