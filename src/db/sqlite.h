#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "db/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tenon::db {

// One connection to a SQLite file, with its prepared statements kept. One thread at a time.
class SqliteConnection final : public Transaction {
 public:
  static Result<std::unique_ptr<SqliteConnection>> Open(const std::filesystem::path& file,
                                                        bool read_only);
  ~SqliteConnection() override;

  using Transaction::Execute;
  using Transaction::Query;
  Result<std::int64_t> Execute(std::string_view sql,
                               std::span<const Parameter> parameters) override;
  Status Query(std::string_view sql, std::span<const Parameter> parameters,
               const std::function<Status(const Row&)>& each) override;

  // Runs several statements without parameters: pragmas, migrations, BEGIN and COMMIT.
  Status RunScript(const std::string& sql);

  // Copies the whole database, as it is now, to a new file.
  Status BackUpTo(const std::filesystem::path& file);

 private:
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  Result<sqlite3_stmt*> Prepare(std::string_view sql, std::span<const Parameter> parameters);
  Error Failure(std::string_view sql) const;

  sqlite3* handle_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

}  // namespace tenon::db
