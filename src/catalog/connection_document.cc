#include "catalog/connection_document.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace tenon::catalog {
namespace {

using Path = std::initializer_list<std::string_view>;

// Types that there were before schema version 2.
constexpr std::array<std::string_view, 9> kFirstTypes = {"JDBC",
                                                         "SFTP",
                                                         "MONGODB",
                                                         "KAFKA",
                                                         "NETWORK",
                                                         "MARKETPLACE",
                                                         "CUSTOM",
                                                         "VIEW_VALIDATION_REDSHIFT",
                                                         "VIEW_VALIDATION_ATHENA"};

// How the names of secret properties end, without what stands between words.
constexpr std::array<std::string_view, 10> kSecretEndings = {
    "password", "passwd",    "pwd",        "pass",  "passphrase",
    "secret",   "secretkey", "privatekey", "token", "apikey"};

bool HasAll(const json::Value& properties, std::initializer_list<std::string_view> keys) {
  return std::ranges::all_of(keys, [&](std::string_view key) { return !properties[key].IsNull(); });
}

Error Lacks(std::string_view type, std::string_view what) {
  return InvalidInput("the ConnectionProperties of a connection of type " + std::string(type) +
                      " must have " + std::string(what));
}

Status CheckCredentials(const json::Value& document, std::string_view type) {
  const json::Value& properties = document["ConnectionProperties"];
  if (HasAll(properties, {"SECRET_ID"}) || HasAll(properties, {"USERNAME", "PASSWORD"}) ||
      HasAll(properties, {"USERNAME", "ENCRYPTED_PASSWORD"}) ||
      !document["AuthenticationConfiguration"].IsNull()) {
    return {};
  }
  return Lacks(type, "USERNAME and PASSWORD, or SECRET_ID");
}

bool IsSecretName(std::string_view key) {
  std::string letters = AsciiLower(key);
  std::erase_if(letters, [](char c) { return c == '_' || c == '-' || c == '.'; });
  return std::ranges::any_of(kSecretEndings,
                             [&](std::string_view ending) { return letters.ends_with(ending); });
}

// user:password@ of a URL, and user/password@ of Oracle's.
bool HasUserInfo(std::string_view text) {
  const std::size_t start = text.find("://");
  if (start != std::string_view::npos) {
    const std::string_view authority = text.substr(start + 3);
    const std::string_view host = authority.substr(0, authority.find_first_of("/?;#"));
    const std::size_t at = host.rfind('@');
    if (at != std::string_view::npos && host.substr(0, at).find(':') != std::string_view::npos) {
      return true;
    }
  }
  return text.starts_with("jdbc:oracle:") &&
         text.substr(0, text.find('@')).find('/') != std::string_view::npos;
}

bool HoldsPassword(std::string_view value) {
  const std::string text = AsciiLower(value);
  return text.find("password=") != std::string::npos || text.find("pwd=") != std::string::npos ||
         HasUserInfo(text);
}

const json::Value& At(const json::Value& document, Path path) {
  const json::Value* value = &document;
  for (const std::string_view key : path) value = &(*value)[key];
  return *value;
}

// The document with another value at the path; null removes what is there.
json::Value Replaced(json::Value document, std::span<const std::string_view> path,
                     json::Value value) {
  if (path.empty()) return value;
  json::Value inner = Replaced(document[path.front()], path.subspan(1), std::move(value));
  if (inner.IsNull()) {
    document.Erase(path.front());
  } else {
    document.Set(path.front(), std::move(inner));
  }
  return document;
}

void Move(ConnectionParts& parts, Path path) {
  const std::span<const std::string_view> keys(path.begin(), path.size());
  json::Value value = At(parts.open, path);
  if (value.IsNull()) return;
  parts.secrets = Replaced(std::move(parts.secrets), keys, std::move(value));
  parts.open = Replaced(std::move(parts.open), keys, {});
}

// Moves the secrets among the properties, a map of strings.
void MoveProperties(ConnectionParts& parts, Path path) {
  const std::span<const std::string_view> keys(path.begin(), path.size());
  const json::Value properties = At(parts.open, path);
  if (properties.AsObject() == nullptr) return;
  json::Value open = json::Object{};
  json::Value secrets;
  for (const auto& [key, value] : properties.AsObject()->members) {
    const bool is_secret = IsSecretName(key) || HoldsPassword(value.StringOr(""));
    (is_secret ? secrets : open).Set(key, value);
  }
  if (secrets.IsNull()) return;
  parts.open = Replaced(std::move(parts.open), keys, std::move(open));
  parts.secrets = Replaced(std::move(parts.secrets), keys, std::move(secrets));
}

}  // namespace

Status CheckConnection(const json::Value& document) {
  const std::string type = document["ConnectionType"].StringOr("");
  const json::Value& properties = document["ConnectionProperties"];
  if (type == "SFTP") return InvalidInput("connections of this type are not supported: SFTP");
  if (type == "KAFKA" && !HasAll(properties, {"KAFKA_BOOTSTRAP_SERVERS"})) {
    return Lacks(type, "KAFKA_BOOTSTRAP_SERVERS");
  }
  if (type == "JDBC") {
    if (!HasAll(properties, {"JDBC_CONNECTION_URL"}) &&
        !HasAll(properties, {"HOST", "PORT", "JDBC_ENGINE"})) {
      return Lacks(type, "JDBC_CONNECTION_URL, or HOST, PORT and JDBC_ENGINE");
    }
    return CheckCredentials(document, type);
  }
  if (type == "MONGODB") {
    if (!HasAll(properties, {"CONNECTION_URL"})) return Lacks(type, "CONNECTION_URL");
    return CheckCredentials(document, type);
  }
  if (type == "MARKETPLACE") {
    if (!HasAll(properties,
                {"CONNECTOR_TYPE", "CONNECTOR_URL", "CONNECTOR_CLASS_NAME", "CONNECTION_URL"})) {
      return Lacks(type, "CONNECTOR_TYPE, CONNECTOR_URL, CONNECTOR_CLASS_NAME and CONNECTION_URL");
    }
    if (EqualsIgnoringCase(properties["CONNECTOR_TYPE"].StringOr(""), "JDBC")) {
      return CheckCredentials(document, type);
    }
  }
  return {};
}

int SchemaVersionOf(const json::Value& document) {
  for (const char* member : {"SparkProperties", "AthenaProperties", "PythonProperties",
                             "AuthenticationConfiguration", "ValidateForComputeEnvironments"}) {
    if (!document[member].IsNull()) return 2;
  }
  const std::string type = document["ConnectionType"].StringOr("");
  return std::ranges::find(kFirstTypes, type) == kFirstTypes.end() ? 2 : 1;
}

ConnectionParts TakeSecrets(json::Value document) {
  ConnectionParts parts = {std::move(document), json::Object{}};
  MoveProperties(parts, {"ConnectionProperties"});
  MoveProperties(parts, {"SparkProperties"});
  MoveProperties(parts, {"AthenaProperties"});
  MoveProperties(parts, {"PythonProperties"});
  MoveProperties(parts,
                 {"AuthenticationConfiguration", "OAuth2Properties", "TokenUrlParametersMap"});
  Move(parts, {"AuthenticationConfiguration", "BasicAuthenticationCredentials"});
  Move(parts, {"AuthenticationConfiguration", "CustomAuthenticationCredentials"});
  Move(parts, {"AuthenticationConfiguration", "OAuth2Properties", "AuthorizationCodeProperties"});
  Move(parts, {"AuthenticationConfiguration", "OAuth2Properties", "OAuth2Credentials"});
  return parts;
}

json::Value WithSecrets(json::Value document, const json::Value& secrets) {
  if (document.AsObject() == nullptr || secrets.AsObject() == nullptr) return secrets;
  for (const auto& [key, value] : secrets.AsObject()->members) {
    document.Set(key, WithSecrets(document[key], value));
  }
  return document;
}

}  // namespace tenon::catalog
