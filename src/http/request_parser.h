#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace tenon::http {

// Reads the head of one HTTP/1.1 request (RFC 9112) from bytes as they come. Pure: no socket. One
// thread at a time.
class RequestParser {
 public:
  explicit RequestParser(std::size_t max_head_bytes);
  ~RequestParser();

  // Takes bytes from the front of `arrived` and says how many. What it leaves must come again in
  // front of what arrives later. kInvalidInput if this is no request, kLimitExceeded if its head is
  // too large, kUnsupported for a transfer coding other than chunked.
  Result<std::size_t> ReadHead(std::string_view arrived);
  bool head_is_complete() const;

  // What the head says; valid once it is complete. TakeRequest moves out all but the body.
  Request TakeRequest();
  // Without a length the body is chunked, or there is none.
  std::optional<std::uint64_t> content_length() const;
  bool is_chunked() const;
  bool is_http_1_0() const;
  bool expects_continue() const;
  bool wants_keep_alive() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tenon::http
