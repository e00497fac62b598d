#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "load/recorder.h"
#include "load/schedule.h"
#include "load/workload.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tenon::load {

// The least that a catalog in SQLite could do for the same work: no wire, no JSON read, no checks;
// the documents as they are, in rows with an index on what is looked up, and the same durability
// (WAL, synchronous=FULL, a commit for each request). One thread at a time.
class SqliteCatalog {
 public:
  // Opens or creates the file.
  static Result<std::unique_ptr<SqliteCatalog>> Open(const std::filesystem::path& file,
                                                     const Workload& workload);
  ~SqliteCatalog();
  SqliteCatalog(const SqliteCatalog&) = delete;
  SqliteCatalog& operator=(const SqliteCatalog&) = delete;

  // Does one request after the other until the schedule ends.
  Status Run(Schedule& schedule, Recorder& recorder);

 private:
  // What one request brought.
  struct Outcome {
    std::int64_t items = 0;
    std::size_t bytes = 0;
  };
  SqliteCatalog(sqlite3* handle, const Workload& workload) : handle_(handle), workload_(workload) {}
  Status RunScript(const char* sql);
  Status Prepare();
  Error Failure() const;
  Result<Outcome> Do(std::int64_t number);
  Result<Outcome> Create(std::int64_t number);
  Result<Outcome> Read(std::int64_t number);
  Result<Outcome> ReadRows();  // of the bound statement
  Result<Outcome> ReadPageAfter(std::int64_t id);
  Result<Outcome> ReadNextPage();
  Result<Outcome> ReadAll();
  Status InsertPartition(std::int64_t number);
  void BindText(int index, std::string_view text);

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
  const Workload& workload_;
  std::string answer_;        // the documents that were read, as an answer would hold them
  std::int64_t last_id_ = 0;  // of the partition that was read last
};

}  // namespace tenon::load
