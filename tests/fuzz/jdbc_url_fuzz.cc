// JDBC URLs, documents of connections and secrets for them, which anybody with a key may send.
// Whatever is read must be usable as it stands: a host, a database, a port that is one.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "json/value.h"
#include "runner/database_connection.h"
#include "runner/jdbc_url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto url = tenon::runner::ParseJdbcUrl(text)) {
    CHECK(!url->host.empty());
    CHECK(url->port >= 0 && url->port <= 65535);
  }
  const tenon::json::Value document = {{"ConnectionType", "JDBC"},
                                       {"ConnectionProperties", {{"JDBC_CONNECTION_URL", text}}}};
  if (const auto connection = tenon::runner::ReadDatabaseConnection("c", document)) {
    CHECK(!connection->database.empty());
    CHECK(connection->port > 0);
  }
  if (const auto value = tenon::json::Parse(text)) {
    [[maybe_unused]] const auto read = tenon::runner::ReadDatabaseConnection("c", *value);
    [[maybe_unused]] const auto secret = tenon::runner::SecretOf(*value);
  }
  tenon::task::DatabaseConnection connection;
  [[maybe_unused]] const auto applied = tenon::runner::ApplySecret(text, connection);
  return 0;
}
