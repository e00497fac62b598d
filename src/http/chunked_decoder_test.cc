#include "http/chunked_decoder.h"

#include <doctest/doctest.h>

namespace tenon::http {
namespace {

// Feeds the body in pieces of `step` bytes to buffers of `room` bytes, as a network might.
Result<std::string> DecodeChunked(std::string_view body, std::size_t step, std::size_t room) {
  ChunkedDecoder decoder;
  std::string kept;
  std::string decoded;
  std::string out(room, '\0');
  while (!decoder.is_done()) {
    ASSIGN_OR_RETURN(const ChunkedDecoder::Progress progress, decoder.Decode(kept, out));
    kept.erase(0, progress.consumed);
    decoded.append(out, 0, progress.produced);
    if (progress.consumed > 0) continue;
    if (body.empty()) return Unavailable("incomplete");
    kept += body.substr(0, step);
    body.remove_prefix(std::min(step, body.size()));
  }
  if (!kept.empty() || !body.empty()) return Unavailable("took too little");
  return decoded;
}

}  // namespace

TEST_CASE("a chunked body decodes the same however it is cut, its trailer dropped") {
  const std::string_view body = "3\r\nabc\r\nA;name=v\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n";
  for (const std::size_t step : {1U, 2U, 5U, 100U}) {
    for (const std::size_t room : {1U, 4U, 100U}) {
      const auto decoded = DecodeChunked(body, step, room);
      REQUIRE(decoded);
      CHECK(*decoded == "abc0123456789");
    }
  }
  CHECK(*DecodeChunked("0\r\n\r\n", 1, 1) == "");
}

TEST_CASE("broken chunk framing is refused") {
  for (const std::string_view bad :
       {"x\r\n", "3\r\nabcd\r\n0\r\n\r\n", "-1\r\n\r\n", "11111111111111111\r\n",
        "3\nabc\r\n0\r\n\r\n", "\r\n", "3 \r\nabc\r\n0\r\n\r\n"}) {
    const auto decoded = DecodeChunked(bad, 100, 100);
    CAPTURE(bad);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("lines and trailers without end are refused") {
  const std::string line = "3;" + std::string(10'000, 'x');
  std::string trailer = "0\r\n";
  for (int i = 0; i < 10'000; ++i) trailer += "X-Field: value\r\n";
  for (const std::string& bad : {line, trailer}) {
    const auto decoded = DecodeChunked(bad, 1000, 100);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().kind == ErrorKind::kInvalidInput);
  }
}

}  // namespace tenon::http
