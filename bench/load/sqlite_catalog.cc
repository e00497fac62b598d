#include "load/sqlite_catalog.h"

#include <sqlite3.h>

#include <mutex>

#include "load/documents.h"

namespace tenon::load {
namespace {

constexpr const char* kSchema = R"(
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4096;
CREATE TABLE IF NOT EXISTS tables(
  database_name TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (database_name, name));
CREATE TABLE IF NOT EXISTS partitions(
  id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, day TEXT NOT NULL, hour TEXT NOT NULL,
  source TEXT NOT NULL, document TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS partition_values ON partitions(table_name, day, hour, source);
CREATE INDEX IF NOT EXISTS partition_order ON partitions(table_name);
)";

const char* StatementOf(Work work) {
  switch (work) {
    case Work::kCreateTable:
      return "INSERT INTO tables VALUES (?1, ?2, ?3)";
    case Work::kGetTable:
      return "SELECT document FROM tables WHERE database_name = ?1 AND name = ?2";
    case Work::kGetTables:
      return "SELECT document FROM tables WHERE database_name = ?1 AND name >= ?2 "
             "AND name < ?2 || '~' LIMIT 100";
    case Work::kBatchCreatePartition:
      return "INSERT INTO partitions(table_name, day, hour, source, document) "
             "VALUES (?1, ?2, ?3, ?4, ?5)";
    case Work::kSelectPartitions:
      return "SELECT document FROM partitions WHERE table_name = ?1 AND day = ?2 AND hour = ?3";
    case Work::kPagePartitions:
    case Work::kListPartitions:
      break;
  }
  return "SELECT document, id FROM partitions INDEXED BY partition_order WHERE table_name = ?1 AND "
         "id > ?2 "
         "ORDER BY id LIMIT 1000";
}

// SQLite has one writer at a time; waiting for it by a lock is fairer and faster than its polling.
std::mutex& Writing() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

Result<std::unique_ptr<SqliteCatalog>> SqliteCatalog::Open(const std::filesystem::path& file,
                                                           const Workload& workload) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<SqliteCatalog> catalog(new SqliteCatalog(handle, workload));
  if (code != SQLITE_OK) return catalog->Failure();
  sqlite3_busy_timeout(handle, 10'000);
  RETURN_IF_ERROR(catalog->RunScript(kSchema));
  RETURN_IF_ERROR(catalog->Prepare());
  return catalog;
}

SqliteCatalog::~SqliteCatalog() {
  sqlite3_finalize(statement_);
  sqlite3_close(handle_);
}

Error SqliteCatalog::Failure() const {
  return Internal(std::string("SQLite: ") + sqlite3_errmsg(handle_));
}

Status SqliteCatalog::RunScript(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return Failure();
  return {};
}

Status SqliteCatalog::Prepare() {
  if (sqlite3_prepare_v3(handle_, StatementOf(workload_.work()), -1, SQLITE_PREPARE_PERSISTENT,
                         &statement_, nullptr) != SQLITE_OK) {
    return Failure();
  }
  return {};
}

void SqliteCatalog::BindText(int index, std::string_view text) {
  sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Status SqliteCatalog::InsertPartition(std::int64_t number) {
  const PartitionValues values = ValuesOf(number);
  std::string document;
  AppendPartitionInput(document, workload_.catalog().table, number);
  BindText(1, workload_.catalog().table);
  BindText(2, values.day);
  BindText(3, values.hour);
  BindText(4, values.source);
  BindText(5, document);
  const int code = sqlite3_step(statement_);
  sqlite3_reset(statement_);
  if (code != SQLITE_DONE) return Failure();
  return {};
}

Result<SqliteCatalog::Outcome> SqliteCatalog::Create(std::int64_t number) {
  const std::int64_t first = workload_.Subject(number);
  const std::lock_guard lock(Writing());
  RETURN_IF_ERROR(RunScript("BEGIN IMMEDIATE"));
  if (workload_.work() == Work::kCreateTable) {
    const std::string name = TableName(first);
    BindText(1, workload_.catalog().database);
    BindText(2, name);
    BindText(3, TableInput(name));
    const int code = sqlite3_step(statement_);
    sqlite3_reset(statement_);
    if (code != SQLITE_DONE) return Failure();
  } else {
    for (std::int64_t i = first; i < first + kBatch; ++i) RETURN_IF_ERROR(InsertPartition(i));
  }
  RETURN_IF_ERROR(RunScript("COMMIT"));
  return Outcome{};
}

Result<SqliteCatalog::Outcome> SqliteCatalog::ReadRows() {
  Outcome outcome;
  answer_.clear();
  for (;;) {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) return Failure();
    answer_.append(reinterpret_cast<const char*>(sqlite3_column_text(statement_, 0)),
                   static_cast<std::size_t>(sqlite3_column_bytes(statement_, 0)));
    if (sqlite3_column_count(statement_) > 1) last_id_ = sqlite3_column_int64(statement_, 1);
    ++outcome.items;
  }
  sqlite3_reset(statement_);
  outcome.bytes = answer_.size();
  return outcome;
}

Result<SqliteCatalog::Outcome> SqliteCatalog::Read(std::int64_t number) {
  const Catalog& catalog = workload_.catalog();
  const Work work = workload_.work();
  const std::int64_t subject = workload_.Subject(number);
  if (work == Work::kGetTable || work == Work::kGetTables) {
    BindText(1, catalog.database);
    BindText(2, work == Work::kGetTable ? TableName(subject) : TablePrefix(subject));
    return ReadRows();
  }
  if (work == Work::kSelectPartitions) {
    const PartitionValues values = ValuesOf(subject);
    BindText(1, catalog.table);
    BindText(2, values.day);
    BindText(3, values.hour);
    return ReadRows();
  }
  return work == Work::kListPartitions ? ReadAll() : ReadNextPage();
}

Result<SqliteCatalog::Outcome> SqliteCatalog::ReadPageAfter(std::int64_t id) {
  BindText(1, workload_.catalog().table);
  sqlite3_bind_int64(statement_, 2, id);
  return ReadRows();
}

Result<SqliteCatalog::Outcome> SqliteCatalog::ReadNextPage() {
  ASSIGN_OR_RETURN(const Outcome page, ReadPageAfter(last_id_));
  if (page.items > 0) return page;
  last_id_ = 0;
  return ReadPageAfter(last_id_);
}

Result<SqliteCatalog::Outcome> SqliteCatalog::ReadAll() {
  Outcome all;
  last_id_ = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const Outcome page, ReadPageAfter(last_id_));
    if (page.items == 0) return all;
    all.items += page.items;
    all.bytes += page.bytes;
  }
}

Status SqliteCatalog::Run(Schedule& schedule, Recorder& recorder) {
  while (const auto number = schedule.Next()) {
    const auto began = Schedule::Clock::now();
    ASSIGN_OR_RETURN(const Outcome outcome, Do(*number));
    if (!schedule.Counts(began)) continue;
    recorder.Add(Schedule::Clock::now() - began, outcome.items, outcome.bytes);
  }
  return {};
}

Result<SqliteCatalog::Outcome> SqliteCatalog::Do(std::int64_t number) {
  const bool creates =
      workload_.work() == Work::kCreateTable || workload_.work() == Work::kBatchCreatePartition;
  return creates ? Create(number) : Read(number);
}

}  // namespace tenon::load
