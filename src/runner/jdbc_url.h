#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "text/url.h"

namespace tenon::runner {

// What a JDBC URL of a connection says: "jdbc:postgresql://host:5432/database?sslmode=require".
struct JdbcUrl {
  std::string protocol;        // "postgresql", "mysql", "mariadb", "sqlserver", ...: lower case
  std::string host;            // without the brackets of an IPv6 address
  int port = 0;                // 0 if the URL says none
  std::string database;        // decoded
  QueryParameters parameters;  // decoded, in their order
  bool operator==(const JdbcUrl&) const = default;
};

// kInvalidInput for what is no such URL, or names several hosts. Messages do not repeat the URL,
// which may hold a password.
Result<JdbcUrl> ParseJdbcUrl(std::string_view url);

}  // namespace tenon::runner
