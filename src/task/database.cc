#include "task/database.h"

#include "task/codec.h"

namespace tenon::task {
namespace {

constexpr Named<DatabaseKind> kKinds[] = {{DatabaseKind::kPostgres, "postgresql"},
                                          {DatabaseKind::kMySql, "mysql"}};

constexpr Named<TlsMode> kTlsModes[] = {{TlsMode::kDisable, "disable"},
                                        {TlsMode::kPrefer, "prefer"},
                                        {TlsMode::kRequire, "require"},
                                        {TlsMode::kVerifyCa, "verify-ca"},
                                        {TlsMode::kVerifyFull, "verify-full"}};

constexpr Named<WriteMode> kWriteModes[] = {{WriteMode::kAppend, "append"},
                                            {WriteMode::kOverwrite, "overwrite"},
                                            {WriteMode::kMerge, "merge"}};

}  // namespace

std::string_view NameOf(DatabaseKind kind) { return NameIn(kKinds, kind); }

Result<DatabaseKind> ParseDatabaseKind(std::string_view name) {
  return ValueIn(kKinds, name, "kind of database");
}

std::string_view NameOf(TlsMode mode) { return NameIn(kTlsModes, mode); }

Result<TlsMode> ParseTlsMode(std::string_view name) { return ValueIn(kTlsModes, name, "sslmode"); }

std::string_view NameOf(WriteMode mode) { return NameIn(kWriteModes, mode); }

Result<WriteMode> ParseWriteMode(std::string_view name) {
  return ValueIn(kWriteModes, name, "writeMode");
}

json::Value ToJson(const DatabaseConnection& connection) {
  return {{"Name", connection.name},
          {"Kind", NameOf(connection.kind)},
          {"Host", connection.host},
          {"Port", connection.port},
          {"Database", connection.database},
          {"User", connection.user},
          {"Password", connection.password},
          {"Tls", NameOf(connection.tls)},
          {"RootCertificate", connection.root_certificate}};
}

Result<DatabaseConnection> ParseDatabaseConnection(const json::Value& value) {
  const json::Reader reader(value);
  DatabaseConnection connection;
  ASSIGN_OR_RETURN(connection.name, reader.String("Name"));
  ASSIGN_OR_RETURN(const std::string kind, reader.String("Kind"));
  ASSIGN_OR_RETURN(connection.kind, ParseDatabaseKind(kind));
  ASSIGN_OR_RETURN(connection.host, reader.String("Host"));
  ASSIGN_OR_RETURN(connection.port, Count<int>(value, "Port"));
  ASSIGN_OR_RETURN(connection.database, reader.String("Database"));
  ASSIGN_OR_RETURN(connection.user, reader.String("User"));
  ASSIGN_OR_RETURN(connection.password, reader.String("Password"));
  ASSIGN_OR_RETURN(const std::string tls, reader.String("Tls"));
  ASSIGN_OR_RETURN(connection.tls, ParseTlsMode(tls));
  ASSIGN_OR_RETURN(connection.root_certificate, reader.String("RootCertificate"));
  return connection;
}

json::Value ToJson(const DatabaseSource& source) {
  return {{"Connection", ToJson(source.connection)},
          {"Schema", source.schema},
          {"Table", source.table},
          {"Query", source.query},
          {"Predicate", source.predicate},
          {"BookmarkKey", source.bookmark_key},
          {"Bookmark", source.bookmark ? json::Value(*source.bookmark) : json::Value()}};
}

Result<DatabaseSource> ParseDatabaseSource(const json::Value& value) {
  const json::Reader reader(value);
  DatabaseSource source;
  ASSIGN_OR_RETURN(source.connection, ParseDatabaseConnection(value["Connection"]));
  ASSIGN_OR_RETURN(source.schema, reader.String("Schema"));
  ASSIGN_OR_RETURN(source.table, reader.String("Table"));
  ASSIGN_OR_RETURN(source.query, reader.String("Query"));
  ASSIGN_OR_RETURN(source.predicate, reader.String("Predicate"));
  ASSIGN_OR_RETURN(source.bookmark_key, reader.String("BookmarkKey"));
  if (!value["Bookmark"].IsNull()) {
    ASSIGN_OR_RETURN(source.bookmark, reader.String("Bookmark"));
  }
  return source;
}

json::Value ToJson(const DatabaseSink& sink) {
  return {{"Connection", ToJson(sink.connection)},
          {"Schema", sink.schema},
          {"Table", sink.table},
          {"Mode", NameOf(sink.mode)},
          {"Keys", ListOf(sink.keys)},
          {"Create", sink.create}};
}

Result<DatabaseSink> ParseDatabaseSink(const json::Value& value) {
  const json::Reader reader(value);
  DatabaseSink sink;
  ASSIGN_OR_RETURN(sink.connection, ParseDatabaseConnection(value["Connection"]));
  ASSIGN_OR_RETURN(sink.schema, reader.String("Schema"));
  ASSIGN_OR_RETURN(sink.table, reader.String("Table"));
  ASSIGN_OR_RETURN(const std::string mode, reader.String("Mode"));
  ASSIGN_OR_RETURN(sink.mode, ParseWriteMode(mode));
  ASSIGN_OR_RETURN(sink.keys, reader.Strings("Keys"));
  ASSIGN_OR_RETURN(sink.create, Flag(value, "Create"));
  return sink;
}

json::Value ToJson(const Commit& commit) {
  return {{"Job", commit.job}, {"RunId", commit.run_id}, {"Attempt", commit.attempt}};
}

Result<Commit> ParseCommit(const json::Value& value) {
  const json::Reader reader(value);
  Commit commit;
  ASSIGN_OR_RETURN(commit.job, reader.String("Job"));
  ASSIGN_OR_RETURN(commit.run_id, reader.String("RunId"));
  ASSIGN_OR_RETURN(commit.attempt, Count<int>(value, "Attempt"));
  return commit;
}

}  // namespace tenon::task
