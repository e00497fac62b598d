#include "engine/database_attach.h"

#include <array>
#include <filesystem>
#include <random>
#include <string_view>
#include <thread>
#include <utility>

#include "engine/database_dialect.h"
#include "engine/database_error.h"
#include "engine/extensions.h"
#include "task/task_databases.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

using task::DatabaseConnection;
using task::DatabaseKind;
using task::TlsMode;

// What the C library reads to turn a name into an address.
constexpr std::array<std::string_view, 6> kResolverFiles = {
    "/etc/hosts",     "/etc/resolv.conf", "/etc/nsswitch.conf",
    "/etc/host.conf", "/etc/gai.conf",    "/etc/services"};

// The certificates that a system trusts: of Debian, Red Hat and Alpine.
constexpr std::array<std::string_view, 3> kSystemCertificates = {
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

// Ten seconds to connect. A peer that is gone is noticed within two minutes.
constexpr std::string_view kPostgresOptions =
    "connect_timeout=10 application_name=tenon keepalives_idle=60 keepalives_interval=15 "
    "keepalives_count=4";

// Times come and go as UTC. What MySQL sorts and groups, it does by its collations, not as the
// engine does.
constexpr std::string_view kMySqlSettings =
    "SET mysql_session_time_zone = '+00:00'; SET mysql_order_pushdown_enabled = false; "
    "SET mysql_aggregate_pushdown_enabled = false; SET mysql_query_timeout_enabled = false";

std::string_view MySqlMode(TlsMode mode) {
  switch (mode) {
    case TlsMode::kDisable:
      return "disabled";
    case TlsMode::kPrefer:
      return "preferred";
    case TlsMode::kRequire:
      return "required";
    case TlsMode::kVerifyCa:
      return "verify_ca";
    case TlsMode::kVerifyFull:
      return "verify_identity";
  }
  return "verify_identity";
}

// A name that nobody can guess.
std::string RandomName() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::random_device random;
  std::string name = "tenon_";
  for (int word = 0; word < 4; ++word) {
    unsigned bits = random();
    for (int digit = 0; digit < 8; ++digit, bits >>= 4) name += kDigits[bits & 15];
  }
  return name;
}

bool Verifies(TlsMode mode) { return mode == TlsMode::kVerifyCa || mode == TlsMode::kVerifyFull; }

// The file of the certificates to trust; "" if none is needed.
Result<std::string> CertificatesOf(const DatabaseConnection& database) {
  if (!Verifies(database.tls) || !database.root_certificate.empty()) {
    return database.tls == TlsMode::kDisable ? "" : database.root_certificate;
  }
  for (const std::string_view path : kSystemCertificates) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return std::string(path);
  }
  return InvalidInput("this machine has no list of certificates that it trusts; give one");
}

Status Attach(Connection& connection, const DatabaseConnection& database, const std::string& name,
              const std::string& schema, bool writes) {
  if (database.kind == DatabaseKind::kMySql) {
    RETURN_IF_ERROR(connection.Execute(std::string(kMySqlSettings)));
  }
  ASSIGN_OR_RETURN(const std::string certificates, CertificatesOf(database));
  RETURN_IF_ERROR(connection.Execute(SecretSql(database, name, certificates)));
  const Status attached = connection.Execute(AttachSql(database, name, schema, writes));
  if (!attached) return ConnectError(attached.error(), database);
  return connection.Execute("DROP SECRET " + SqlIdentifier(name));
}

// Lets the extension read what tables there are, which it does at the first look at one. What is
// wrong with the table is told when it is read or written.
void LookAtTable(Connection& connection, const std::string& attached,
                 const task::DatabaseSource& source) {
  if (source.connection.kind != DatabaseKind::kPostgres || !source.query.empty()) return;
  [[maybe_unused]] const Status ignored = connection.Execute(
      "DESCRIBE " + AttachedTable(attached, source.connection, source.schema, source.table));
}

task::DatabaseSource TableOf(const task::DatabaseSink& sink) {
  task::DatabaseSource table;
  table.connection = sink.connection;
  table.schema = sink.schema;
  table.table = sink.table;
  return table;
}

}  // namespace

std::string SecretSql(const DatabaseConnection& database, const std::string& name,
                      const std::string& certificates) {
  const bool is_postgres = database.kind == DatabaseKind::kPostgres;
  std::string sql = "CREATE SECRET " + SqlIdentifier(name) + " (TYPE " +
                    (is_postgres ? "postgres" : "mysql") + ", HOST " + SqlString(database.host) +
                    ", PORT " + std::to_string(database.port) + ", USER " +
                    SqlString(database.user) + ", PASSWORD " + SqlString(database.password) +
                    ", DATABASE " + SqlString(database.database);
  sql += is_postgres ? ", SSLMODE " : ", SSL_MODE ";
  sql += SqlString(is_postgres ? NameOf(database.tls) : MySqlMode(database.tls));
  if (!certificates.empty()) {
    sql += (is_postgres ? ", SSLROOTCERT " : ", SSL_CA ") + SqlString(certificates);
  }
  return sql + ')';
}

std::string AttachSql(const DatabaseConnection& database, const std::string& name,
                      const std::string& schema, bool writes) {
  const bool is_postgres = database.kind == DatabaseKind::kPostgres;
  std::string sql = "ATTACH " + SqlString(is_postgres ? kPostgresOptions : "") + " AS " +
                    SqlIdentifier(name) + " (TYPE " + (is_postgres ? "postgres" : "mysql") +
                    ", SECRET " + SqlIdentifier(name);
  // The extension reads what tables there are: of one schema, where it can.
  if (is_postgres && !schema.empty()) sql += ", SCHEMA " + SqlString(schema);
  // MySQL's transactions are made read-only later (database_transaction.h).
  if (is_postgres && !writes) sql += ", READ_ONLY";
  return sql + ')';
}

Status AttachedDatabases::Prepare(Connection& connection, const DatabaseConnection& database) {
  const bool is_postgres = database.kind == DatabaseKind::kPostgres;
  RETURN_IF_ERROR(LoadExtension(connection, is_postgres ? "postgres_scanner" : "mysql_scanner"));
  if (files_.empty()) files_.assign(kResolverFiles.begin(), kResolverFiles.end());
  const Result<std::string> certificates = CertificatesOf(database);
  if (!certificates) return ConnectError(certificates.error(), database);
  if (!certificates->empty()) files_.push_back(*certificates);
  return {};
}

Status AttachedDatabases::AttachSources(Connection& connection, const task::Task& task,
                                        const std::string& base) {
  of_sources_.resize(task.sources.size());
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    // What is described by declared columns needs no database.
    const bool is_known = task.kind == task::Kind::kDescribe && !task.sources[i].columns.empty();
    if (!task.sources[i].database || is_known) continue;
    const task::DatabaseSource& source = *task.sources[i].database;
    for (std::size_t j = 0; j < i && source.connection.kind == DatabaseKind::kMySql; ++j) {
      const auto& other = task.sources[j].database;
      if (other && other->connection == source.connection) of_sources_[i] = of_sources_[j];
    }
    if (!of_sources_[i].empty()) continue;
    of_sources_[i] = base + '_' + std::to_string(i);
    Status attached = Prepare(connection, source.connection);
    if (attached) {
      attached = Attach(connection, source.connection, of_sources_[i],
                        SchemaOf(source.connection, source.schema), false);
    }
    if (!attached) return WithContext(attached.error(), task.sources[i].title);
    if (writer_ != nullptr) LookAtTable(connection, of_sources_[i], source);
  }
  return {};
}

Result<AttachedDatabases> AttachedDatabases::Make(Connection& connection, const task::Task& task) {
  AttachedDatabases out;
  const std::string base = RandomName();
  if (task.settlement) {
    out.of_target_ = base;
    RETURN_IF_ERROR(out.Prepare(connection, task.settlement->connection));
    RETURN_IF_ERROR(Attach(connection, task.settlement->connection, base, "", true));
  }
  const task::Sink* sink = task::DatabaseSinkOf(task);
  if (sink == nullptr) {
    RETURN_IF_ERROR(out.AttachSources(connection, task, base));
    return out;
  }
  out.of_target_ = base;
  const DatabaseConnection& target = sink->database->connection;
  const Status prepared = out.Prepare(connection, target);
  if (!prepared) return WithContext(prepared.error(), sink->title);
  ASSIGN_OR_RETURN(RowWriter writer, RowWriter::Make(connection, base + "_rows"));
  out.writer_ = std::make_unique<RowWriter>(std::move(writer));
  Status attached;
  std::thread attaching([&] {
    // Of all schemas: temporary tables are in one of their own.
    attached = Attach(out.writer_->connection(), target, base, "", true);
    if (attached) LookAtTable(out.writer_->connection(), base, TableOf(*sink->database));
  });
  const Status sources = out.AttachSources(connection, task, base);
  attaching.join();
  RETURN_IF_ERROR(sources);
  if (!attached) return WithContext(attached.error(), sink->title);
  return out;
}

const std::string& AttachedDatabases::OfSource(std::size_t source) const {
  static const std::string kNone;
  return source < of_sources_.size() ? of_sources_[source] : kNone;
}

}  // namespace tenon::engine
