#include "console/cookie.h"

#include "text/utf8.h"

namespace tenon::console {
namespace {

constexpr std::string_view kName = "tenon_session=";
constexpr std::size_t kIdLength = 64;

bool IsId(std::string_view value) {
  return value.size() == kIdLength &&
         value.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string SessionIdOf(std::string_view cookie_header) {
  while (!cookie_header.empty()) {
    const std::size_t end = cookie_header.find(';');
    const std::string_view pair = Trim(cookie_header.substr(0, end));
    if (pair.starts_with(kName) && IsId(pair.substr(kName.size()))) {
      return std::string(pair.substr(kName.size()));
    }
    cookie_header.remove_prefix(end == std::string_view::npos ? cookie_header.size() : end + 1);
  }
  return "";
}

std::string MakeCookie(std::string_view id, std::chrono::seconds lifetime, bool is_secure) {
  return std::string(kName) + std::string(id) +
         "; Path=/; Max-Age=" + std::to_string(lifetime.count()) + "; HttpOnly; SameSite=Strict" +
         (is_secure ? "; Secure" : "");
}

std::string EndCookie(bool is_secure) { return MakeCookie("", std::chrono::seconds(0), is_secure); }

}  // namespace tenon::console
