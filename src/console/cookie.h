#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tenon::console {

// The cookie that carries a session's id. Scripts cannot read it (HttpOnly), and requests that
// other sites cause do not carry it (SameSite=Strict). Over plain HTTP it cannot be Secure,
// and browsers send it to every port of its host: whoever serves pages at another port of the same
// name can read it, which no header prevents.

// The id in a Cookie header (RFC 6265, 4.2): the first tenon_session that has the form of an id, 64
// hex digits in lower case; "" if there is none.
std::string SessionIdOf(std::string_view cookie_header);

// The value of Set-Cookie that gives the id to a browser, for at most `lifetime`.
std::string MakeCookie(std::string_view id, std::chrono::seconds lifetime, bool is_secure);
// The value of Set-Cookie that takes it away.
std::string EndCookie(bool is_secure);

}  // namespace tenon::console
