#include "db/sqlite.h"

#include <sqlite3.h>

#include "base/check.h"

namespace tenon::db {
namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  double Double(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view View(int column) const override {
    // For a text this yields its bytes in UTF-8.
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

struct Binder {
  sqlite3_stmt* statement;
  int index;
  int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
  int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
  int operator()(std::string_view text) const {
    // A view of nothing has a null pointer, which SQLite would bind as NULL.
    return sqlite3_bind_text64(statement, index, text.empty() ? "" : text.data(), text.size(),
                               SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(Bytes bytes) const {
    return sqlite3_bind_blob64(statement, index, bytes.data.empty() ? "" : bytes.data.data(),
                               bytes.data.size(), SQLITE_STATIC);
  }
};

// Leaves a kept statement ready for its next use, whatever happened.
struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const std::filesystem::path& file,
                                                                 bool read_only) {
  sqlite3* handle = nullptr;
  const int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
  if (code != SQLITE_OK) {
    return Unavailable("opening the database " + file.string() + ": " + sqlite3_errstr(code));
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 10'000);
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

Error SqliteConnection::Failure(std::string_view sql) const {
  const int code = sqlite3_extended_errcode(handle_);
  std::string message = std::string(sqlite3_errmsg(handle_)) + " in " + std::string(sql);
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return AlreadyExists(std::move(message));
  }
  if (code == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR) {
    return Unavailable("the database cannot be written, is the disk full? " + std::move(message));
  }
  return Internal("database: " + std::move(message));
}

Result<sqlite3_stmt*> SqliteConnection::Prepare(std::string_view sql,
                                                std::span<const Parameter> parameters) {
  auto it = statements_.find(sql);
  if (it == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
      return Failure(sql);
    }
    it = statements_.emplace(std::string(sql), statement).first;
  }
  sqlite3_stmt* statement = it->second;
  // A statement that a callback above is still reading must not be started again below it.
  CHECK(sqlite3_stmt_busy(statement) == 0);
  CHECK(sqlite3_bind_parameter_count(statement) == static_cast<int>(parameters.size()));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Binder binder{statement, static_cast<int>(i) + 1};
    if (std::visit(binder, parameters[i]) != SQLITE_OK) return Failure(sql);
  }
  return statement;
}

Result<std::int64_t> SqliteConnection::Execute(std::string_view sql,
                                               std::span<const Parameter> parameters) {
  ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepare(sql, parameters));
  const Reset reset{statement};
  if (sqlite3_step(statement) != SQLITE_DONE) return Failure(sql);
  return sqlite3_changes64(handle_);
}

Status SqliteConnection::Query(std::string_view sql, std::span<const Parameter> parameters,
                               const std::function<Status(const Row&)>& each) {
  ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepare(sql, parameters));
  const Reset reset{statement};
  const SqliteRow row(statement);
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return Failure(sql);
    RETURN_IF_ERROR(each(row));
  }
}

Status SqliteConnection::RunScript(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Failure(sql);
  }
  return {};
}

Status SqliteConnection::BackUpTo(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const auto target, Open(file, false));
  sqlite3_backup* backup = sqlite3_backup_init(target->handle_, "main", handle_, "main");
  if (backup == nullptr) return target->Failure("backup");
  const int code = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) return target->Failure("backup");
  return {};
}

}  // namespace tenon::db
