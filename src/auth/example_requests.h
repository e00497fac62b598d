#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "auth/signature.h"
#include "http/request_parser.h"

// For the tests of this folder: requests from their text, and a ring with the one key of AWS's
// documentation.
namespace tenon::auth {

inline const std::string kExampleKeyId = "AKIAIOSFODNN7EXAMPLE";
inline const std::string kExampleSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

class ExampleKeys final : public KeyRing {
 public:
  Result<AccessKey> Find(std::string_view id, std::string_view) const override {
    if (id == kExampleKeyId) return AccessKey{.id = kExampleKeyId, .secret = kExampleSecret};
    return Error{ErrorKind::kAccessDenied, "unknown key", "InvalidClientTokenId"};
  }
};

// A body that comes in pieces of at most `step` bytes.
class TextBody final : public http::BodyReader {
 public:
  explicit TextBody(std::string text, std::size_t step = 1000)
      : text_(std::move(text)), step_(step) {}
  Result<std::size_t> Read(std::span<char> buffer) override {
    const std::size_t length = std::min({text_.size() - at_, buffer.size(), step_});
    std::copy_n(text_.data() + at_, length, buffer.data());
    at_ += length;
    return length;
  }

 private:
  std::string text_;
  std::size_t step_;
  std::size_t at_ = 0;
};

// The request whose head is `text`; lines may end in LF only.
inline http::Request MakeRequest(std::string_view text) {
  std::string head;
  for (const char c : text) head += c == '\n' ? std::string("\r\n") : std::string(1, c);
  http::RequestParser parser(64 * 1024);
  const auto taken = parser.ReadHead(head + "\r\n\r\n");
  if (!taken) return {};
  return parser.TakeRequest();
}

}  // namespace tenon::auth
