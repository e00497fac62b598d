#include "catalog/connection_document.h"

#include <doctest/doctest.h>

namespace tenon::catalog {
namespace {

json::Value Json(const char* text) {
  const auto value = json::Parse(text);
  REQUIRE_MESSAGE(value, text);
  return *value;
}

}  // namespace

TEST_CASE("secrets are taken out of a document and can be put back") {
  struct Case {
    const char* document;
    const char* open;
    const char* secrets;
  };
  for (const auto& [document, open, secrets] : {
           Case{R"({"ConnectionProperties": {"USERNAME": "u", "PASSWORD": "p"}})",
                R"({"ConnectionProperties": {"USERNAME": "u"}})",
                R"({"ConnectionProperties": {"PASSWORD": "p"}})"},
           Case{R"({"ConnectionProperties": {"PASSWORD": "p"}})", R"({"ConnectionProperties": {}})",
                R"({"ConnectionProperties": {"PASSWORD": "p"}})"},
           Case{R"({"Name": "n", "ConnectionProperties": {"SECRET_ID": "s",
                    "KAFKA_SASL_SCRAM_SECRETS_ARN": "a"}})",
                R"({"Name": "n", "ConnectionProperties": {"SECRET_ID": "s",
                    "KAFKA_SASL_SCRAM_SECRETS_ARN": "a"}})",
                "{}"},
           Case{R"({"SparkProperties": {"user": "u", "es.net.http.auth.pass": "p"},
                    "AthenaProperties": {"client_secret": "s", "region": "r"},
                    "PythonProperties": {"apiKey": "k"}})",
                R"({"SparkProperties": {"user": "u"}, "AthenaProperties": {"region": "r"},
                    "PythonProperties": {}})",
                R"({"SparkProperties": {"es.net.http.auth.pass": "p"},
                    "AthenaProperties": {"client_secret": "s"},
                    "PythonProperties": {"apiKey": "k"}})"},
           Case{R"({"AuthenticationConfiguration": {"AuthenticationType": "BASIC",
                    "BasicAuthenticationCredentials": {"Username": "u", "Password": "p"}}})",
                R"({"AuthenticationConfiguration": {"AuthenticationType": "BASIC"}})",
                R"({"AuthenticationConfiguration": {
                    "BasicAuthenticationCredentials": {"Username": "u", "Password": "p"}}})"},
           Case{R"({"AuthenticationConfiguration": {"CustomAuthenticationCredentials": {"a": "b"},
                    "OAuth2Properties": {"TokenUrl": "https://t",
                      "AuthorizationCodeProperties": {"AuthorizationCode": "c"},
                      "TokenUrlParametersMap": {"scope": "s", "client_secret": "x"},
                      "OAuth2Credentials": {"AccessToken": "t"}}}})",
                R"({"AuthenticationConfiguration": {"OAuth2Properties": {"TokenUrl": "https://t",
                      "TokenUrlParametersMap": {"scope": "s"}}}})",
                R"({"AuthenticationConfiguration": {"CustomAuthenticationCredentials": {"a": "b"},
                    "OAuth2Properties": {"AuthorizationCodeProperties": {"AuthorizationCode": "c"},
                      "TokenUrlParametersMap": {"client_secret": "x"},
                      "OAuth2Credentials": {"AccessToken": "t"}}}})"},
       }) {
    CAPTURE(document);
    const ConnectionParts parts = TakeSecrets(Json(document));
    CHECK(parts.open == Json(open));
    CHECK(parts.secrets == Json(secrets));
    CHECK(WithSecrets(parts.open, parts.secrets) == Json(document));
  }
}

TEST_CASE("every connection property that AWS calls a password is secret") {
  for (const char* key : {"PASSWORD", "ENCRYPTED_PASSWORD", "KAFKA_CLIENT_KEYSTORE_PASSWORD",
                          "KAFKA_CLIENT_KEY_PASSWORD", "ENCRYPTED_KAFKA_CLIENT_KEYSTORE_PASSWORD",
                          "ENCRYPTED_KAFKA_CLIENT_KEY_PASSWORD", "KAFKA_SASL_PLAIN_PASSWORD",
                          "ENCRYPTED_KAFKA_SASL_PLAIN_PASSWORD", "KAFKA_SASL_SCRAM_PASSWORD",
                          "ENCRYPTED_KAFKA_SASL_SCRAM_PASSWORD"}) {
    CAPTURE(key);
    const auto parts = TakeSecrets({{"ConnectionProperties", {{key, "x"}}}});
    CHECK(parts.open["ConnectionProperties"] == json::Value(json::Object{}));
  }
}

TEST_CASE("a property whose value holds a password is secret, others are not") {
  struct Case {
    const char* url;
    bool is_secret;
  };
  for (const auto& [url, is_secret] :
       {Case{"jdbc:postgresql://db:5432/x?user=u&password=p", true},
        Case{"jdbc:sqlserver://db:1433;user=a@b;Password=p", true}, Case{"Server=db;Pwd=p", true},
        Case{"mongodb://user:p@db:27017/x", true},
        Case{"jdbc:oracle:thin:scott/tiger@db:1521:orcl", true},
        Case{"jdbc:oracle:thin:@//db:1521/orcl", false}, Case{"jdbc:postgresql://db:5432/x", false},
        Case{"jdbc:sqlserver://db:1433;user=a@b", false},
        Case{"mongodb://user@db:27017/x?a=b:c@d", false}, Case{"s3://jars/driver.jar", false}}) {
    CAPTURE(url);
    const auto parts = TakeSecrets({{"ConnectionProperties", {{"JDBC_CONNECTION_URL", url}}}});
    CHECK(parts.open["ConnectionProperties"]["JDBC_CONNECTION_URL"].IsNull() == is_secret);
  }
}

TEST_CASE("a connection has the properties that its type needs") {
  struct Case {
    const char* document;
    const char* missing;  // "" if nothing is
  };
  for (const auto& [document, missing] : {
           Case{R"({"ConnectionType": "NETWORK", "ConnectionProperties": {}})", ""},
           Case{R"({"ConnectionType": "JDBC", "ConnectionProperties": {
                "JDBC_CONNECTION_URL": "u", "USERNAME": "u", "PASSWORD": "p"}})",
                ""},
           Case{R"({"ConnectionType": "JDBC", "ConnectionProperties": {"HOST": "h", "PORT": "1",
                "JDBC_ENGINE": "e", "SECRET_ID": "s"}})",
                ""},
           Case{R"({"ConnectionType": "JDBC", "ConnectionProperties": {"JDBC_CONNECTION_URL": "u"},
                "AuthenticationConfiguration": {}})",
                ""},
           Case{R"({"ConnectionType": "JDBC", "ConnectionProperties": {"HOST": "h",
                "SECRET_ID": "s"}})",
                "JDBC_CONNECTION_URL, or HOST, PORT and JDBC_ENGINE"},
           Case{R"({"ConnectionType": "JDBC", "ConnectionProperties": {
                "JDBC_CONNECTION_URL": "u", "USERNAME": "u"}})",
                "USERNAME and PASSWORD, or SECRET_ID"},
           Case{R"({"ConnectionType": "KAFKA", "ConnectionProperties": {}})",
                "KAFKA_BOOTSTRAP_SERVERS"},
           Case{R"({"ConnectionType": "MONGODB", "ConnectionProperties": {"SECRET_ID": "s"}})",
                "CONNECTION_URL"},
           Case{R"({"ConnectionType": "MARKETPLACE", "ConnectionProperties": {}})",
                "CONNECTOR_TYPE, CONNECTOR_URL, CONNECTOR_CLASS_NAME and CONNECTION_URL"},
           Case{R"({"ConnectionType": "MARKETPLACE", "ConnectionProperties": {
                "CONNECTOR_TYPE": "Spark", "CONNECTOR_URL": "u", "CONNECTOR_CLASS_NAME": "c",
                "CONNECTION_URL": "u"}})",
                ""},
           Case{R"({"ConnectionType": "MARKETPLACE", "ConnectionProperties": {
                "CONNECTOR_TYPE": "Jdbc", "CONNECTOR_URL": "u", "CONNECTOR_CLASS_NAME": "c",
                "CONNECTION_URL": "u"}})",
                "USERNAME and PASSWORD, or SECRET_ID"},
           Case{R"({"ConnectionType": "SFTP", "ConnectionProperties": {}})", "SFTP"},
       }) {
    CAPTURE(document);
    const Status checked = CheckConnection(Json(document));
    CHECK(checked.has_value() == std::string_view(missing).empty());
    if (checked) continue;
    CHECK(checked.error().kind == ErrorKind::kInvalidInput);
    CHECK(checked.error().message.ends_with(missing));
  }
}

TEST_CASE("a connection of schema version 2 says what version 1 cannot") {
  CHECK(SchemaVersionOf(Json(R"({"ConnectionType": "JDBC"})")) == 1);
  CHECK(SchemaVersionOf(Json(R"({"ConnectionType": "JDBC", "SparkProperties": {}})")) == 2);
  CHECK(SchemaVersionOf(Json(R"({"ConnectionType": "JDBC", "AuthenticationConfiguration": {}})")) ==
        2);
  CHECK(SchemaVersionOf(Json(R"({"ConnectionType": "POSTGRESQL"})")) == 2);
}

}  // namespace tenon::catalog
