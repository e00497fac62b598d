#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/duckdb.h"
#include "engine/row_writer.h"
#include "task/task.h"

namespace tenon::engine {

// The databases that a task reads and writes, as the engine knows them. It knows them by names that
// nobody can guess: SQL of users names relations, and could otherwise name what no source reads.
//
// Each source in PostgreSQL is attached on its own, since the engine's extension holds to one
// snapshot only in the first scan of an attached database (database_transaction.h). The sources of
// one MySQL are one, as only a single connection sees a single state of it. What is written, or
// asked by a task that reads nothing, is one more.
class AttachedDatabases {
 public:
  // Of a task without databases.
  AttachedDatabases() = default;

  // Loads the extensions and connects to all, to the one that is written at the same time as to the
  // others; where one is written, what tables there are is read then, too. Call before the process
  // is confined. The error names the source or sink, the connection and the reason: kUnavailable,
  // kAccessDenied, or kUnsupported if an extension is not installed.
  static Result<AttachedDatabases> Make(Connection& connection, const task::Task& task);

  bool empty() const { return files_.empty(); }

  // Of task.sources[source]; "" for files.
  const std::string& OfSource(std::size_t source) const;
  // Of the sinks in a database, or of the settlement; "" if there is neither.
  const std::string& OfTarget() const { return of_target_; }

  // The connection to the engine that writes to the sinks in a database: every statement that
  // concerns them is its, in one transaction, while the task's own connection reads. Null if there
  // is no such sink.
  RowWriter* Writer() const { return writer_.get(); }

  // What later connections read, as scans of several threads make them: how names are resolved, and
  // certificates.
  const std::vector<std::string>& files() const { return files_; }

 private:
  Status Prepare(Connection& connection, const task::DatabaseConnection& database);
  Status AttachSources(Connection& connection, const task::Task& task, const std::string& base);

  std::vector<std::string> of_sources_;  // one for each source, or none
  std::string of_target_;
  std::unique_ptr<RowWriter> writer_;
  std::vector<std::string> files_;
};

// The statements by which the engine gets to know how a database is reached, under that name, and
// connects. No message of the engine repeats what a secret holds. `certificates` is the file of
// those to trust, "" for none; `schema` the one schema to look at, "" for all.
std::string SecretSql(const task::DatabaseConnection& database, const std::string& name,
                      const std::string& certificates);
std::string AttachSql(const task::DatabaseConnection& database, const std::string& name,
                      const std::string& schema, bool writes);

}  // namespace tenon::engine
