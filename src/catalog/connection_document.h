#pragma once

#include "base/result.h"
#include "json/value.h"

// What a ConnectionInput means: pure functions of values.
namespace tenon::catalog {

// kInvalidInput, naming what is missing, if the document lacks properties that its ConnectionType
// needs, as the documentation of ConnectionInput lists them (SFTP is refused there too).
Status CheckConnection(const json::Value& document);

// 2 for connections that say more than ConnectionProperties can (properties of a compute
// environment, AuthenticationConfiguration) or that are of a type that came with these; else 1.
int SchemaVersionOf(const json::Value& document);

// A document in two parts: what may be read by whoever reads the database, and what may not.
struct ConnectionParts {
  json::Value open;
  json::Value secrets;  // an object of the same shape; without members if nothing is secret
};

// Secret are: properties whose names end in a word for one (PASSWORD, ENCRYPTED_PASSWORD,
// KAFKA_CLIENT_KEYSTORE_PASSWORD; "es.net.http.auth.pass", "apiKey", "client_secret"); properties
// whose values hold a password (jdbc:postgresql://db/x?password=..., mongodb://user:...@host); and
// all credentials of an AuthenticationConfiguration.
ConnectionParts TakeSecrets(json::Value document);

// The document with its secrets back in their places.
json::Value WithSecrets(json::Value document, const json::Value& secrets);

}  // namespace tenon::catalog
