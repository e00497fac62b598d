#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "task/database.h"

// What a ConnectionInput of the Data Catalog says about the way to a database: pure functions of
// values. The properties are those of Glue's connections:
//
//   ConnectionType JDBC                JDBC_CONNECTION_URL, USERNAME, PASSWORD, SECRET_ID,
//                                      JDBC_ENFORCE_SSL, CUSTOM_JDBC_CERT
//   ConnectionType POSTGRESQL, MYSQL   HOST, PORT, DATABASE, and credentials or a SecretArn in
//                                      AuthenticationConfiguration
//
// In a URL, sslmode (PostgreSQL's words) or sslMode (MySQL's) says how the server is verified, user
// and password may stand beside it, and currentSchema has no effect; others are refused by name.
namespace tenon::runner {

// The way without credentials that are kept in a secret. Without `sslmode` a connection with
// JDBC_ENFORCE_SSL verifies the server fully, and any other encrypts if the server can.
//
// kUnsupported, saying what can be reached, for another database; kInvalidInput for what
// contradicts itself or is missing. No message holds a value that may be secret.
Result<task::DatabaseConnection> ReadDatabaseConnection(std::string_view name,
                                                        const json::Value& document);

// The secret that holds user and password: its name or ARN; "" if there is none.
std::string SecretOf(const json::Value& document);

// Takes user and password from the text of a secret, a JSON object with username and password, as
// Secrets Manager's own secrets for databases are. kInvalidInput if it is none.
Status ApplySecret(std::string_view secret, task::DatabaseConnection& connection);

// The object in S3 that holds the certificates to trust ("s3://bucket/key"); "" if there is none.
std::string CertificateOf(const json::Value& document);

}  // namespace tenon::runner
