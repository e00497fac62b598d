#include "runner/database_connection.h"

#include <charconv>
#include <optional>

#include "runner/jdbc_url.h"

namespace tenon::runner {
namespace {

using task::DatabaseConnection;
using task::DatabaseKind;
using task::TlsMode;

struct Protocol {
  std::string_view name;  // in a URL; as ConnectionType in capitals
  DatabaseKind kind;
  int port;
};
constexpr Protocol kProtocols[] = {{"postgresql", DatabaseKind::kPostgres, 5432},
                                   {"mysql", DatabaseKind::kMySql, 3306},
                                   {"mariadb", DatabaseKind::kMySql, 3306}};

// MySQL's words for libpq's.
constexpr std::pair<std::string_view, TlsMode> kMySqlModes[] = {
    {"DISABLED", TlsMode::kDisable},
    {"PREFERRED", TlsMode::kPrefer},
    {"REQUIRED", TlsMode::kRequire},
    {"VERIFY_CA", TlsMode::kVerifyCa},
    {"VERIFY_IDENTITY", TlsMode::kVerifyFull}};

std::string Property(const json::Value& document, std::string_view name) {
  return document["ConnectionProperties"][name].StringOr("");
}

bool IsTrue(const std::string& text) { return text == "true" || text == "True" || text == "TRUE"; }

Result<TlsMode> ReadMode(std::string_view value) {
  for (const auto& [word, mode] : kMySqlModes) {
    if (word == value) return mode;
  }
  return task::ParseTlsMode(value);
}

// The URL's parameters that mean something here; the mode if there is one.
Result<std::optional<TlsMode>> ReadParameters(const JdbcUrl& url, DatabaseConnection& connection) {
  std::optional<TlsMode> tls;
  for (const auto& [name, value] : url.parameters) {
    if (name == "user") {
      connection.user = value;
    } else if (name == "password") {
      connection.password = value;
    } else if (name == "sslmode" || name == "sslMode") {
      ASSIGN_OR_RETURN(tls, ReadMode(value));
    } else if (name == "ssl" || name == "useSSL") {
      if (!tls) tls = IsTrue(value) ? TlsMode::kVerifyFull : TlsMode::kDisable;
    } else if (name != "currentSchema") {
      return Unsupported(
          "the parameter " + name +
          " of JDBC_CONNECTION_URL has no effect here; these have: sslmode, user, password");
    }
  }
  return tls;
}

Status SetProtocol(std::string_view name, DatabaseConnection& connection) {
  for (const Protocol& protocol : kProtocols) {
    if (protocol.name != name) continue;
    connection.kind = protocol.kind;
    if (connection.port == 0) connection.port = protocol.port;
    return {};
  }
  return Unsupported("a database of the kind " + std::string(name) +
                     " cannot be reached; postgresql, mysql and mariadb can");
}

// A connection of the type JDBC. The mode that its URL names, if it does.
Result<std::optional<TlsMode>> ReadJdbc(const json::Value& document,
                                        DatabaseConnection& connection) {
  ASSIGN_OR_RETURN(const JdbcUrl url, ParseJdbcUrl(Property(document, "JDBC_CONNECTION_URL")));
  connection.host = url.host;
  connection.port = url.port;
  connection.database = url.database;
  RETURN_IF_ERROR(SetProtocol(url.protocol, connection));
  ASSIGN_OR_RETURN(const std::optional<TlsMode> tls, ReadParameters(url, connection));
  const std::string user = Property(document, "USERNAME");
  const std::string password = Property(document, "PASSWORD");
  if (!user.empty()) connection.user = user;
  if (!password.empty()) connection.password = password;
  return tls;
}

// A connection of a type of its own.
Status ReadTyped(std::string_view protocol, const json::Value& document,
                 DatabaseConnection& connection) {
  connection.host = Property(document, "HOST");
  connection.database = Property(document, "DATABASE");
  if (connection.host.empty()) return InvalidInput("the connection has no HOST");
  const std::string port = Property(document, "PORT");
  const auto [end, failure] =
      std::from_chars(port.data(), port.data() + port.size(), connection.port);
  if (!port.empty() && (failure != std::errc() || end != port.data() + port.size())) {
    return InvalidInput("PORT must be a number");
  }
  RETURN_IF_ERROR(SetProtocol(protocol, connection));
  const json::Value& credentials =
      document["AuthenticationConfiguration"]["BasicAuthenticationCredentials"];
  connection.user = credentials["Username"].StringOr("");
  connection.password = credentials["Password"].StringOr("");
  return {};
}

}  // namespace

Result<DatabaseConnection> ReadDatabaseConnection(std::string_view name,
                                                  const json::Value& document) {
  DatabaseConnection connection;
  connection.name = name;
  std::optional<TlsMode> tls;
  const std::string type = document["ConnectionType"].StringOr("");
  if (type == "JDBC") {
    ASSIGN_OR_RETURN(tls, ReadJdbc(document, connection));
  } else if (type == "POSTGRESQL" || type == "MYSQL") {
    RETURN_IF_ERROR(ReadTyped(type == "MYSQL" ? "mysql" : "postgresql", document, connection));
  } else {
    return Unsupported("a connection of the type " + type +
                       " leads to no database; JDBC, POSTGRESQL and MYSQL do");
  }
  if (connection.database.empty()) return InvalidInput("the connection names no database");
  const bool enforced = IsTrue(Property(document, "JDBC_ENFORCE_SSL"));
  if (enforced && tls && *tls < TlsMode::kRequire) {
    return InvalidInput("JDBC_ENFORCE_SSL and the sslmode of the URL contradict each other");
  }
  connection.tls = tls.value_or(enforced ? TlsMode::kVerifyFull : TlsMode::kPrefer);
  return connection;
}

std::string SecretOf(const json::Value& document) {
  const std::string secret = Property(document, "SECRET_ID");
  return secret.empty() ? document["AuthenticationConfiguration"]["SecretArn"].StringOr("")
                        : secret;
}

Status ApplySecret(std::string_view secret, DatabaseConnection& connection) {
  const Result<json::Value> value = json::Parse(secret);
  const json::Value none;
  const json::Value& found = value ? *value : none;
  if (found["username"].AsString() == nullptr || found["password"].AsString() == nullptr) {
    return InvalidInput("its secret must be a JSON object with username and password");
  }
  connection.user = *found["username"].AsString();
  connection.password = *found["password"].AsString();
  return {};
}

std::string CertificateOf(const json::Value& document) {
  return Property(document, "CUSTOM_JDBC_CERT");
}

}  // namespace tenon::runner
