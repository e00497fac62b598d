#include "runner/database_connection.h"

#include <doctest/doctest.h>

namespace tenon::runner {
namespace {

using task::DatabaseConnection;
using task::DatabaseKind;
using task::TlsMode;

json::Value Jdbc(std::string_view url, json::Object more = {}) {
  json::Object properties;
  properties.members.emplace_back("JDBC_CONNECTION_URL", url);
  for (auto& member : more.members) properties.members.push_back(std::move(member));
  return {{"ConnectionType", "JDBC"}, {"ConnectionProperties", std::move(properties)}};
}

}  // namespace

TEST_CASE("a connection of the type JDBC is read from its URL and properties") {
  json::Object credentials;
  credentials.members.emplace_back("USERNAME", "reader");
  credentials.members.emplace_back("PASSWORD", "secret");
  const auto read =
      ReadDatabaseConnection("signup", Jdbc("jdbc:postgresql://db/sales", credentials));
  REQUIRE(read);
  CHECK(*read == DatabaseConnection{.name = "signup",
                                    .kind = DatabaseKind::kPostgres,
                                    .host = "db",
                                    .port = 5432,
                                    .database = "sales",
                                    .user = "reader",
                                    .password = "secret",
                                    .tls = TlsMode::kPrefer});
}

TEST_CASE("a connection of a type of its own has host, port and database") {
  const json::Value document = {{"ConnectionType", "MYSQL"},
                                {"ConnectionProperties", {{"HOST", "db"}, {"DATABASE", "shop"}}},
                                {"AuthenticationConfiguration",
                                 {{"AuthenticationType", "BASIC"}, {"SecretArn", "arn:secret"}}}};
  const auto read = ReadDatabaseConnection("shop", document);
  REQUIRE(read);
  CHECK(read->kind == DatabaseKind::kMySql);
  CHECK(read->port == 3306);
  CHECK(SecretOf(document) == "arn:secret");
}

TEST_CASE("how the server is verified follows from URL and JDBC_ENFORCE_SSL") {
  struct Case {
    const char* parameters;
    const char* enforce;
    TlsMode mode;
  };
  for (const Case& c : {
           Case{"", "", TlsMode::kPrefer},
           Case{"", "false", TlsMode::kPrefer},
           Case{"", "true", TlsMode::kVerifyFull},
           Case{"?sslmode=require", "true", TlsMode::kRequire},
           Case{"?sslmode=disable", "", TlsMode::kDisable},
           Case{"?sslmode=verify-ca", "", TlsMode::kVerifyCa},
           Case{"?sslMode=VERIFY_IDENTITY", "", TlsMode::kVerifyFull},
           Case{"?ssl=true", "", TlsMode::kVerifyFull},
           Case{"?useSSL=false", "", TlsMode::kDisable},
       }) {
    CAPTURE(c.parameters);
    json::Object more;
    if (*c.enforce != '\0') more.members.emplace_back("JDBC_ENFORCE_SSL", c.enforce);
    const auto read = ReadDatabaseConnection(
        "c", Jdbc("jdbc:mysql://db/shop" + std::string(c.parameters), std::move(more)));
    REQUIRE(read);
    CHECK(read->tls == c.mode);
  }
}

TEST_CASE("what cannot be reached is refused by name") {
  json::Object enforced;
  enforced.members.emplace_back("JDBC_ENFORCE_SSL", "true");
  struct Case {
    json::Value document;
    const char* message;
  };
  for (const Case& c : {
           Case{Jdbc("jdbc:oracle://db/x"),
                "a database of the kind oracle cannot be reached; "
                "postgresql, mysql and mariadb can"},
           Case{Jdbc("jdbc:postgresql://db"), "the connection names no database"},
           Case{Jdbc("jdbc:postgresql://db/x?sslfactory=y"),
                "the parameter sslfactory of JDBC_CONNECTION_URL has no effect here; these have: "
                "sslmode, user, password"},
           Case{Jdbc("jdbc:postgresql://db/x?sslmode=prefer", enforced),
                "JDBC_ENFORCE_SSL and the sslmode of the URL contradict each other"},
           Case{{{"ConnectionType", "KAFKA"}},
                "a connection of the type KAFKA leads to no database; JDBC, POSTGRESQL and MYSQL "
                "do"},
       }) {
    const auto read = ReadDatabaseConnection("c", c.document);
    REQUIRE_FALSE(read);
    CHECK(read.error().message == c.message);
  }
}

TEST_CASE("a secret is JSON with username and password") {
  DatabaseConnection connection;
  REQUIRE(ApplySecret(R"({"engine":"postgres","username":"u","password":"p"})", connection));
  CHECK(connection.user == "u");
  CHECK(connection.password == "p");
  for (const char* text :
       {"", "p", "{}", R"({"username":"u"})", R"({"username":1,"password":2})"}) {
    const Status applied = ApplySecret(text, connection);
    REQUIRE_FALSE(applied);
    CHECK(applied.error().message == "its secret must be a JSON object with username and password");
  }
}

}  // namespace tenon::runner
