#include "runner/jdbc_url.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace tenon::runner {
namespace {

constexpr std::string_view kShape =
    "JDBC_CONNECTION_URL must look like jdbc:postgresql://host:5432/database";
constexpr int kLargestPort = 65535;

// "host", "host:5432", "[::1]:5432".
Status ReadAddress(std::string_view address, JdbcUrl& url) {
  std::string_view port;
  if (address.starts_with('[')) {
    const std::size_t end = address.find(']');
    if (end == std::string_view::npos) return InvalidInput(std::string(kShape));
    url.host = address.substr(1, end - 1);
    port = address.substr(end + 1);
    if (!port.empty() && !port.starts_with(':')) return InvalidInput(std::string(kShape));
  } else {
    const std::size_t colon = address.find(':');
    url.host = address.substr(0, colon);
    port = colon == std::string_view::npos ? "" : address.substr(colon);
  }
  if (url.host.empty()) return InvalidInput(std::string(kShape));
  if (url.host.find_first_of(",@ ") != std::string::npos) {
    return InvalidInput("JDBC_CONNECTION_URL must name one host and no user");
  }
  if (port.empty()) return {};
  port.remove_prefix(1);
  const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (failure != std::errc() || end != port.data() + port.size() || url.port < 1 ||
      url.port > kLargestPort) {
    return InvalidInput("the port of JDBC_CONNECTION_URL must be a number from 1 to 65535");
  }
  return {};
}

}  // namespace

Result<JdbcUrl> ParseJdbcUrl(std::string_view text) {
  constexpr std::string_view kPrefix = "jdbc:";
  if (!text.starts_with(kPrefix)) return InvalidInput(std::string(kShape));
  text.remove_prefix(kPrefix.size());
  const std::size_t slashes = text.find("://");
  if (slashes == std::string_view::npos || slashes == 0) return InvalidInput(std::string(kShape));
  JdbcUrl url;
  url.protocol = text.substr(0, slashes);
  std::ranges::transform(url.protocol, url.protocol.begin(),
                         [](unsigned char c) { return std::tolower(c); });
  text.remove_prefix(slashes + 3);
  const std::size_t question = text.find('?');
  const std::string_view place = text.substr(0, question);
  const std::size_t slash = place.find('/');
  RETURN_IF_ERROR(ReadAddress(place.substr(0, slash), url));
  const auto unreadable = [] {
    return InvalidInput("JDBC_CONNECTION_URL holds a % that is not followed by two digits");
  };
  if (slash != std::string_view::npos) {
    Result<std::string> database = UrlDecode(place.substr(slash + 1));
    if (!database) return unreadable();
    url.database = std::move(*database);
  }
  if (question != std::string_view::npos) {
    Result<QueryParameters> parameters = ParseQuery(text.substr(question + 1));
    if (!parameters) return unreadable();
    url.parameters = std::move(*parameters);
  }
  return url;
}

}  // namespace tenon::runner
