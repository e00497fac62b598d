#include "console/cookie.h"

#include <doctest/doctest.h>

namespace tenon::console {
namespace {

TEST_CASE("the session's id is found among other cookies, and only if it has the form of one") {
  const std::string id(64, 'a');
  const std::string other = std::string(63, 'a') + "b";
  struct Case {
    std::string header, id;
  };
  const Case cases[] = {
      {"tenon_session=" + id, id},
      {"a=1; tenon_session=" + id + "; b=2", id},
      {"a=1;tenon_session=" + id + ";b=2", id},
      {"tenon_session=stale; tenon_session=" + id + "; tenon_session=" + other, id},
      {"", ""},
      {";;; ;", ""},
      {"tenon_session", ""},
      {"tenon_session=", ""},
      {"tenon_session=" + id + "a", ""},
      {"tenon_session=\"" + id + "\"", ""},
      {"tenon_session=" + std::string(64, 'A'), ""},
      {"xtenon_session=" + id, ""},
      {"a=tenon_session=" + id, ""},
      {"tenon_session = " + id, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    CHECK(SessionIdOf(c.header) == c.id);
  }
}

TEST_CASE("a cookie is hidden from scripts and other sites, and ends") {
  CHECK(MakeCookie("12", std::chrono::hours(1), false) ==
        "tenon_session=12; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict");
  CHECK(EndCookie(true) == "tenon_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
}

}  // namespace
}  // namespace tenon::console
