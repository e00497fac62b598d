#include "http/message.h"

#include <doctest/doctest.h>

#include <string>

namespace tenon::http {
namespace {

// Answers a text in pieces of two bytes.
class TextBody final : public BodyReader {
 public:
  explicit TextBody(std::string_view text) : rest_(text) {}
  Result<std::size_t> Read(std::span<char> buffer) override {
    const std::size_t length = std::min({rest_.size(), buffer.size(), std::size_t{2}});
    rest_.copy(buffer.data(), length);
    rest_.remove_prefix(length);
    return length;
  }

 private:
  std::string_view rest_;
};

}  // namespace

TEST_CASE("headers are found in any case, keep their order and lose blanks around values") {
  Headers headers;
  headers.Add("Content-Type", "  text/plain\t");
  headers.Add("X-A", "1");
  headers.Add("x-a", "2");
  CHECK(headers.Get("content-type") == "text/plain");
  CHECK(headers.Get("X-a") == "1");
  CHECK(headers.Get("absent") == "");
  CHECK(headers.Find("absent") == nullptr);
  headers.Set("X-A", "3");
  REQUIRE(headers.all().size() == 2);
  CHECK(headers.all()[1] == std::pair<std::string, std::string>("X-A", "3"));
}

TEST_CASE("ReadAll takes a body up to the limit and not a byte more") {
  for (const std::string_view text : {"", "a", "abcdef"}) {
    TextBody body(text);
    CHECK(*ReadAll(body, 6) == text);
  }
  const std::string long_text = std::string(9'999, 'x') + "y";
  TextBody long_body(long_text);
  CHECK(*ReadAll(long_body, 100'000) == long_text);
  TextBody longer("abcdefg");
  const auto refused = ReadAll(longer, 6);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kLimitExceeded);
  TextBody empty("");
  CHECK(*ReadAll(empty, 0) == "");
}

}  // namespace tenon::http
