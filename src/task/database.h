#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

// What a task reads from databases of others, and writes to them.
namespace tenon::task {

// MariaDB is spoken to as MySQL.
enum class DatabaseKind { kPostgres, kMySql };
std::string_view NameOf(DatabaseKind kind);  // "postgresql", "mysql"
Result<DatabaseKind> ParseDatabaseKind(std::string_view name);

// Whether a connection is encrypted, and how far the server must prove who it is. The names are
// libpq's: "disable", "prefer", "require", "verify-ca", "verify-full".
enum class TlsMode { kDisable, kPrefer, kRequire, kVerifyCa, kVerifyFull };
std::string_view NameOf(TlsMode mode);
Result<TlsMode> ParseTlsMode(std::string_view name);

// How a database is reached.
struct DatabaseConnection {
  std::string name = "";  // of the Data Catalog's connection: all that messages say
  DatabaseKind kind = DatabaseKind::kPostgres;
  std::string host = "";
  int port = 0;
  std::string database = "";
  std::string user = "";
  std::string password = "";
  TlsMode tls = TlsMode::kPrefer;
  std::string root_certificate = "";  // a file on this machine; "" for what the system trusts
  bool operator==(const DatabaseConnection&) const = default;
};

// A table of a database, or a query in the database's own dialect, in place of files.
struct DatabaseSource {
  DatabaseConnection connection = {};
  std::string schema = "";     // "" for the usual one: public; MySQL's database
  std::string table = "";      // "" if there is a query
  std::string query = "";      // a SELECT
  std::string predicate = "";  // a condition in the database's own dialect; "" for none
  // The column that grows with each row ("" for none), and, in a run that is incremental, its value
  // up to which rows were read before: rows up to and with it are left out.
  std::string bookmark_key = "";
  std::optional<std::string> bookmark = std::nullopt;
  bool operator==(const DatabaseSource&) const = default;
};

enum class WriteMode {
  kAppend,
  kOverwrite,  // the rows that are there go, in the same transaction
  kMerge,      // a row replaces the row of the same keys
};
std::string_view NameOf(WriteMode mode);  // "append", "overwrite", "merge"
Result<WriteMode> ParseWriteMode(std::string_view name);

// A table of a database that rows are written to, in place of files.
struct DatabaseSink {
  DatabaseConnection connection = {};
  std::string schema = "";  // as of DatabaseSource
  std::string table = "";
  WriteMode mode = WriteMode::kAppend;
  std::vector<std::string> keys = {};  // kMerge: columns, at least one
  bool create = false;                 // makes the table if it is not there
  bool operator==(const DatabaseSink&) const = default;
};

// A run, as the databases that it writes to know it: one row of tenon_commits, which is unique by
// run and attempt, in the schema that the rows go to.
struct Commit {
  std::string job = "";
  std::string run_id = "";
  int attempt = 0;
  bool operator==(const Commit&) const = default;
};

json::Value ToJson(const DatabaseConnection& connection);
Result<DatabaseConnection> ParseDatabaseConnection(const json::Value& value);
json::Value ToJson(const DatabaseSource& source);
Result<DatabaseSource> ParseDatabaseSource(const json::Value& value);
json::Value ToJson(const DatabaseSink& sink);
Result<DatabaseSink> ParseDatabaseSink(const json::Value& value);
json::Value ToJson(const Commit& commit);
Result<Commit> ParseCommit(const json::Value& value);

}  // namespace tenon::task
