#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/database.h"
#include "types/schema.h"

namespace tenon::query {

// Athena's QueryExecutionState.
enum class State { kQueued, kRunning, kSucceeded, kFailed, kCancelled };
std::string_view NameOf(State state);  // "QUEUED", ...
bool IsFinal(State state);

// One execution of a statement.
struct Execution {
  std::string id;  // a UUID, as Athena's
  std::string statement;
  std::string database;  // of the context; "" if none was given
  std::string work_group = "primary";
  std::string output;         // "s3://bucket/prefix/<id>.csv"
  std::string request_token;  // of StartQueryExecution; "" if none
  State state = State::kQueued;
  std::string reason;          // of a failure or cancellation
  bool is_user_error = false;  // the statement is to blame, not the system
  Time submitted;
  std::optional<Time> completed;
  std::int64_t queue_millis = 0;
  std::int64_t engine_millis = 0;
  std::int64_t bytes_scanned = 0;
  std::int64_t rows = 0;
  Schema columns;  // of the result, once it is there
};

// An execution's place in the order in which executions were started.
struct Listed {
  std::int64_t sequence = 0;
  std::string id;
};

// Executions in the database. Every method is part of the caller's transaction. Thread-safe, as it
// keeps nothing itself.
class ExecutionStore {
 public:
  static Status Migrate(db::Database& database);

  // Adds or replaces an execution.
  Status Put(db::Transaction& transaction, const Execution& execution) const;
  // kNotFound if there is none of that id.
  Result<Execution> Get(db::Transaction& transaction, std::string_view id) const;
  // The execution that was started with this token (Athena's idempotency), if there is one.
  Result<std::optional<Execution>> FindByToken(db::Transaction& transaction,
                                               std::string_view request_token) const;
  // Newest first: at most `limit` of those started before the execution of that sequence number.
  Result<std::vector<Listed>> List(db::Transaction& transaction, std::int64_t before,
                                   int limit) const;
  // What a crash has left in a state that is not final.
  Result<std::vector<Execution>> Live(db::Transaction& transaction) const;
};

}  // namespace tenon::query
