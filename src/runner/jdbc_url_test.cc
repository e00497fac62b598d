#include "runner/jdbc_url.h"

#include <doctest/doctest.h>

namespace tenon::runner {

TEST_CASE("a JDBC URL names protocol, host, port, database and parameters") {
  struct Case {
    const char* text;
    JdbcUrl url;
  };
  for (const Case& c : {
           Case{"jdbc:postgresql://db.example:5432/sales",
                {"postgresql", "db.example", 5432, "sales", {}}},
           Case{"jdbc:MySQL://127.0.0.1/shop", {"mysql", "127.0.0.1", 0, "shop", {}}},
           Case{"jdbc:postgresql://[::1]:6000/a%20b?sslmode=require&user=x%26y",
                {"postgresql", "::1", 6000, "a b", {{"sslmode", "require"}, {"user", "x&y"}}}},
           Case{"jdbc:postgresql://[fe80::1]/a", {"postgresql", "fe80::1", 0, "a", {}}},
           Case{"jdbc:mariadb://host", {"mariadb", "host", 0, "", {}}},
       }) {
    CAPTURE(c.text);
    const Result<JdbcUrl> url = ParseJdbcUrl(c.text);
    REQUIRE(url);
    CHECK(*url == c.url);
  }
}

TEST_CASE("what is no JDBC URL is refused without being repeated") {
  for (const char* text :
       {"", "postgresql://host/a", "jdbc:postgresql:host", "jdbc:://host/a", "jdbc:p:///a",
        "jdbc:p://[::1/a", "jdbc:p://[::1]x/a", "jdbc:p://host:/a", "jdbc:p://host:0/a",
        "jdbc:p://host:65536/a", "jdbc:p://host:5x/a", "jdbc:p://a,b:1/c", "jdbc:p://me:pw@host/c",
        "jdbc:p://host/%zz", "jdbc:p://host/a?password=%4"}) {
    CAPTURE(text);
    const Result<JdbcUrl> url = ParseJdbcUrl(text);
    REQUIRE_FALSE(url);
    CHECK(url.error().kind == ErrorKind::kInvalidInput);
    CHECK(url.error().message.find("JDBC_CONNECTION_URL") != std::string::npos);
    CHECK(url.error().message.find("pw") == std::string::npos);
  }
}

}  // namespace tenon::runner
