#include "engine/run_task.h"

#include <sys/mman.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "engine/database_attach.h"
#include "engine/database_commit.h"
#include "engine/database_dialect.h"
#include "engine/database_error.h"
#include "engine/describe.h"
#include "engine/functions.h"
#include "engine/job.h"
#include "engine/lock_down.h"
#include "engine/monitor.h"
#include "engine/prepare.h"
#include "engine/query.h"
#include "engine/selects.h"
#include "engine/source.h"
#include "engine/watch.h"
#include "task/types_only.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

// Whether the database that a task asks about lets us in and answers.
Result<task::Done> RunConnect(Connection& connection, const task::Task& task,
                              const AttachedDatabases& databases) {
  if (!task.settlement) return InvalidInput("no connection to try is given");
  const task::DatabaseConnection& database = task.settlement->connection;
  const Status answered = connection.Execute(
      "FROM " + NativeQuery(databases.OfTarget(), database.kind, "SELECT 1 AS answer"));
  if (!answered) return AtConnection(answered.error(), database);
  return task::Done{};
}

Result<task::Done> Run(Connection& connection, const task::Task& task,
                       const AttachedDatabases& databases, const Emit& emit, Monitor& monitor) {
  switch (task.kind) {
    case task::Kind::kJobRun:
      return RunJob(connection, task, databases, emit, monitor);
    case task::Kind::kQuery:
      return RunQuery(connection, task, emit);
    case task::Kind::kDescribe:
      return RunDescribe(connection, task, databases, emit);
    case task::Kind::kSelect:
      return RunSelects(connection, task, databases, emit);
    case task::Kind::kConnect:
      return RunConnect(connection, task, databases);
    case task::Kind::kSettle:
      return Settle(connection, task, databases, emit);
  }
  return Internal("no such kind of task");
}

void RemoveSpill(const task::Task& task) {
  if (task.staging.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(std::filesystem::path(task.staging) / "spill", ignored);
}

// Makes the inputs ready, confines the thread and does the task.
Result<task::Done> Prepared(Connection& connection, const task::Task& task, const Emit& emit,
                            const std::atomic<bool>& stop) {
  ASSIGN_OR_RETURN(const PreparedTask prepared, PreparedTask::Make(connection, task));
  ASSIGN_OR_RETURN(const AttachedDatabases databases,
                   AttachedDatabases::Make(connection, prepared.task()));
  std::vector<std::string> others = prepared.originals();
  others.insert(others.end(), databases.files().begin(), databases.files().end());
  RETURN_IF_ERROR(LockDown(connection, prepared.task(), others));
  RETURN_IF_ERROR(prepared.Convert(stop));
  Result<task::Done> done = task::Done{};
  {
    const RowWriter* writer = databases.Writer();
    Monitor monitor(connection, writer == nullptr ? nullptr : &writer->connection(), emit, stop);
    done = Run(connection, prepared.task(), databases, emit, monitor);
    monitor.Finish(done.has_value());
  }
  RemoveSpill(task);
  RemoveInputs(task.staging);
  return done;
}

// The last event of a task.
void EmitEnd(const Result<task::Done>& done, const task::Task& task, const Emit& emit,
             const std::atomic<bool>& stop) {
  if (done) return emit(*done);
  if (stop) return emit(task::Failed{ErrorKind::kStopped, "stopped on request"});
  emit(task::Failed{done.error().kind, ForUser(done.error().message, task.sources)});
}

}  // namespace

Status WarmUp(Connection& connection) {
  RETURN_IF_ERROR(RegisterFunctions(connection));
  RETURN_IF_ERROR(Watch(connection));
  // Files in memory: nothing is left on any disk.
  const FileDescriptor csv(memfd_create("warm-up.csv", MFD_CLOEXEC));
  const FileDescriptor parquet(memfd_create("warm-up.parquet", MFD_CLOEXEC));
  if (!csv.is_open() || !parquet.is_open()) return Internal("no memory for files to warm up with");
  RETURN_IF_ERROR(WriteAll(csv.get(), "1,2026-01-01 00:00:00,a\n2,2026-01-01 00:00:00+01,b\n"));
  const auto path = [](const FileDescriptor& file) {
    return SqlString("/proc/self/fd/" + std::to_string(file.get()));
  };
  RETURN_IF_ERROR(connection.Execute(
      "CREATE TEMP VIEW warm_up AS SELECT id, tenon_timestamp(moment, 0) AS moment, name FROM "
      "read_csv([" +
      path(csv) +
      "], auto_detect=false, header=false, delim=',', quote='\"', escape='\"', nullstr='', "
      "allow_quoted_nulls=false, columns={'id':'BIGINT','moment':'VARCHAR','name':'VARCHAR'}); "
      "COPY (SELECT " +
      CountedSql(0, "a.id") +
      " AS id, a.moment, a.name, b.name AS other FROM warm_up a FULL JOIN warm_up b ON a.id = b.id "
      "JOIN warm_up c ON a.name = c.name) TO " +
      path(parquet) +
      " (FORMAT parquet, USE_TMP_FILE false, RETURN_STATS true); "
      "SELECT count(*) FROM read_parquet(" +
      path(parquet) +
      ") WHERE id > 1; "
      "SELECT CAST(TIMESTAMPTZ '2026-01-01 00:00:00+01' AS VARCHAR); "
      "DESCRIBE SELECT * FROM warm_up; DROP VIEW warm_up"));
  return {};
}

void RunTask(Connection& connection, const task::Task& task, const Emit& emit,
             const std::atomic<bool>& stop) {
  EmitEnd(Prepared(connection, task, emit, stop), task, emit, stop);
}

void RunFurtherTask(Connection& connection, const task::Task& task, const Emit& emit,
                    const std::atomic<bool>& stop) {
  Result<task::Done> done = Internal("the task needs a worker of its own");
  if (task::AsksTypesOnly(task)) {
    Monitor monitor(connection, nullptr, emit, stop);
    done = Run(connection, task, {}, emit, monitor);
    monitor.Finish(done.has_value());
  }
  EmitEnd(done, task, emit, stop);
}

}  // namespace tenon::engine
