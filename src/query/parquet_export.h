#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "objects/store.h"
#include "query/execution.h"
#include "runner/stop_signal.h"
#include "runner/task_runner.h"

namespace tenon::query {

// Makes Parquet objects of results, which Athena writes as CSV. Thread-safe.
class ParquetExport {
 public:
  struct Exported {
    std::string location;  // "s3://bucket/prefix/<id>.parquet", beside the CSV
    std::uint64_t bytes = 0;
    std::int64_t rows = 0;
  };

  ParquetExport(const db::Database& database, objects::Store& objects, runner::TaskRunner& tasks)
      : database_(database), objects_(objects), tasks_(tasks) {}

  // Writes the result of the execution beside it, over what an earlier export has written. Rows
  // keep their order and columns their types, but for those that the CSV holds as text only:
  // binary, arrays, maps and structs are strings. Names that repeat, in any case, get a number.
  // kInvalidInput if the execution has not succeeded, has no columns, or its result has been
  // changed or a name in it has a line end; kNotFound if the execution or its result is not there.
  Result<Exported> Write(std::string_view id);

  // Ends what is being written: kStopped. For good.
  void Stop() { stop_.Request(); }

 private:
  const db::Database& database_;
  objects::Store& objects_;
  runner::TaskRunner& tasks_;
  runner::StopSignal stop_;
};

}  // namespace tenon::query
