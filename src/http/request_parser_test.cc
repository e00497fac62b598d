#include "http/request_parser.h"

#include <doctest/doctest.h>

namespace tenon::http {
namespace {

constexpr std::size_t kLimit = 1024;

// Feeds the text in pieces of `step` bytes, as a network might.
Result<Request> ParseHead(std::string_view text, std::size_t step) {
  RequestParser parser(kLimit);
  std::string kept;
  while (!text.empty() && !parser.head_is_complete()) {
    kept += text.substr(0, step);
    text.remove_prefix(std::min(step, text.size()));
    ASSIGN_OR_RETURN(const std::size_t taken, parser.ReadHead(kept));
    kept.erase(0, taken);
  }
  if (!parser.head_is_complete()) return InvalidInput("incomplete");
  return parser.TakeRequest();
}

}  // namespace

TEST_CASE("a head parses to the same request however it is cut") {
  const std::string_view text =
      "PUT /b/a%20b?x=1&y HTTP/1.1\r\nHost: localhost:9700\r\nX-Two:  a \r\nx-two: b\r\n\r\n";
  for (const std::size_t step : {1U, 2U, 7U, 1000U}) {
    const auto request = ParseHead(text, step);
    REQUIRE(request);
    CHECK(request->method == "PUT");
    CHECK(request->path == "/b/a%20b");
    CHECK(request->query == "x=1&y");
    CHECK(request->headers.Get("HOST") == "localhost:9700");
    CHECK(request->headers.Get("X-TWO") == "a");
    CHECK(request->headers.all().size() == 3);
  }
}

TEST_CASE("an absolute target is read as its path") {
  CHECK(ParseHead("GET http://h:1/p?q HTTP/1.1\r\nHost: h\r\n\r\n", 99)->path == "/p");
  CHECK(ParseHead("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n", 99)->path == "/");
}

TEST_CASE("what is no request, or could be read as two, is refused") {
  for (const std::string_view bad : {
           "\x16\x03\x01 TLS\r\n\r\n",
           "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
           "GET / HTTP/1.1\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
           "GET x HTTP/1.1\r\nHost: h\r\n\r\n",
           "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
           "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
           "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
           "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
       }) {
    const auto request = ParseHead(bad, 1000);
    CAPTURE(bad);
    REQUIRE_FALSE(request);
    CHECK(request.error().kind == ErrorKind::kInvalidInput);
  }
  const auto coding =
      ParseHead("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 1000);
  REQUIRE_FALSE(coding);
  CHECK(coding.error().kind == ErrorKind::kUnsupported);
}

TEST_CASE("a head above the limit is refused, in one field or in many, at once or dripping") {
  const std::string one = "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2000, 'x') + "\r\n\r\n";
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 100; ++i) many += "X-Field: some value\r\n";
  many += "\r\n";
  for (const std::string& text : {one, many}) {
    for (const std::size_t step : {1U, 100U, 5000U}) {
      const auto request = ParseHead(text, step);
      REQUIRE_FALSE(request);
      CHECK(request.error().kind == ErrorKind::kLimitExceeded);
    }
  }
}

}  // namespace tenon::http
