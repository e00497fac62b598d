#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/activity.h"

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): DuckDB's names
struct _duckdb_database;
struct _duckdb_connection;
struct _duckdb_data_chunk;
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

// DuckDB's C API as values. duckdb.h itself stays in duckdb.cc and functions.cc.
namespace tenon::engine {

// One field as text; nullopt is NULL, and also any value that is not boolean, a number of at most
// 64 bits or text: cast what is to be read.
using Field = std::optional<std::string>;
using Row = std::vector<Field>;

// Some of the rows of a result, as the engine has them.
struct FreeChunk {
  void operator()(_duckdb_data_chunk* chunk) const;
};
using Chunk = std::unique_ptr<_duckdb_data_chunk, FreeChunk>;

// How far the running statement is, by the engine's own estimate.
struct QueryProgress {
  double fraction = 0;  // 0 to 1
  std::uint64_t rows = 0;
};

// A column of a planned SELECT.
struct SelectColumn {
  std::string name;
  // As DESCRIBE names it; empty for a type that has others within, whose name only DESCRIBE makes.
  std::string type;
};

// An operator of the executed plan, with what it has put out.
struct Operator {
  std::string type;  // "HASH_JOIN", "TABLE_SCAN", ...
  std::uint64_t rows = 0;
  double seconds = 0;  // of processor time over all threads; 0 unless profiling measures it
  std::vector<std::pair<std::string, std::string>> details;  // "Filename(s)": "/a.csv"
  std::vector<Operator> children;
};

// Turns DuckDB's message into an Error: its kind by the class of the failure, its text without the
// excerpt of the statement ("LINE 1: ...").
Error FromDuckDb(std::string_view message);

// A connection. One thread at a time, but for what is said to be thread-safe.
class Connection {
 public:
  // Connects; Database::Connect does so with what is its own.
  static Result<Connection> Make(_duckdb_database* database, std::shared_ptr<Activity> activity);
  ~Connection();
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&&) = delete;

  // Runs all statements of the text; the rows of the last one.
  Result<std::vector<Row>> Query(const std::string& sql);
  Status Execute(const std::string& sql);

  // Runs the text if it is one statement: for text that a user has a part in.
  Status ExecuteOne(const std::string& sql);

  // Runs one statement and hands its rows, all columns VARCHAR, to `take` while they are made:
  // memory stays bounded. Stops at the first failure of `take`.
  using TakeRow = std::function<Status(std::span<const std::optional<std::string_view>>)>;
  Status Stream(const std::string& sql, const TakeRow& take);

  // The same with chunks of rows, of the types that the statement has. None is empty.
  using TakeChunk = std::function<Status(Chunk)>;
  Status StreamChunks(const std::string& sql, const TakeChunk& take);

  // The columns of the text, which is planned but not run. kInvalidInput unless it is exactly one
  // SELECT (or WITH, VALUES, TABLE) that binds.
  Result<std::vector<SelectColumn>> PlanOneSelect(const std::string& sql);

  // The plan of the last statement; nullopt unless profiling is on.
  std::optional<Operator> Profile() const;

  // Ends the running statement soon, with kStopped; no effect if none runs. Thread-safe.
  void Interrupt() const;
  // Thread-safe.
  QueryProgress Progress() const;
  // A further connection to the same engine, which must not be closed before, with transactions,
  // temporary tables and settings of its own. Thread-safe.
  Result<Connection> Another() const;

  // Of the whole engine, if it is watched (Watch).
  Activity& activity() const { return *activity_; }

  _duckdb_connection* handle() const { return handle_; }
  _duckdb_database* database() const { return database_; }

 private:
  Connection(_duckdb_connection* handle, _duckdb_database* database,
             std::shared_ptr<Activity> activity);

  _duckdb_connection* handle_;
  _duckdb_database* database_;
  std::shared_ptr<Activity> activity_;
};

// An engine in memory. Thread-safe.
class Database {
 public:
  // One thread, nothing installed or loaded by itself, time zone UTC.
  static Result<Database> Open();
  ~Database();
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;

  Result<Connection> Connect();

 private:
  explicit Database(_duckdb_database* handle) : handle_(handle) {}
  _duckdb_database* handle_;
  std::shared_ptr<Activity> activity_ = std::make_shared<Activity>();
};

}  // namespace tenon::engine
