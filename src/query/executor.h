#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/store.h"
#include "objects/store.h"
#include "query/execution.h"
#include "runner/databases.h"
#include "runner/inputs.h"
#include "runner/live_tasks.h"
#include "runner/task_runner.h"

namespace tenon::query {

// What StartQueryExecution asks for.
struct Request {
  std::string statement;
  std::string database;
  std::string work_group = "primary";
  std::string output_location;  // "s3://bucket/prefix/"
  std::string request_token;
};

// Executes statements, each in a worker of its own, and writes their results as CSV objects, as
// Athena does. Thread-safe.
class Executor {
 public:
  struct Stores {
    db::Database& database;
    objects::Store& objects;
    const catalog::Store& catalog;
    const Clock& clock;
    const runner::Databases& databases;
  };
  struct Options {
    int threads = 2;
    std::string memory_limit = "";
    int concurrent = 4;
  };
  // Its end stops what is live and waits for it.
  Executor(Stores stores, runner::TaskRunner& tasks, Options options);

  // FAILs what an earlier process left live. Call once, before the first Start.
  Status RecoverExecutions();

  // Records the execution and starts it; returns its id. The id of an earlier execution if the
  // request token is that one's. kInvalidInput for a statement that cannot be split into words, is
  // neither a SELECT nor the EXPLAIN of one, or has nowhere to put its result.
  Result<std::string> Start(const Request& request);
  // Asks a live execution to stop. Success if it has ended already, as Athena answers.
  Status Stop(std::string_view id);
  Result<Execution> Get(std::string_view id) const;
  // As ExecutionStore::List.
  Result<std::vector<Listed>> List(std::int64_t before, int limit) const;

 private:
  void Run(Execution execution, const runner::StopSignal& stop);
  Status Execute(Execution& execution, const runner::StopSignal& stop);
  // The catalog's tables that the statement names, or may name.
  Result<std::vector<catalog::Table>> Tables(const Execution& execution) const;
  Result<runner::Inputs> ResolveTables(const Execution& execution,
                                       const runner::StopSignal& stop) const;
  Status PutResult(const Execution& execution, const std::filesystem::path& file);
  Status Save(const Execution& execution);

  const Stores stores_;
  runner::TaskRunner& tasks_;
  const Options options_;
  const ExecutionStore store_ = {};
  runner::LiveTasks live_;  // last: its threads use the members above
};

}  // namespace tenon::query
