#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace tenon::http {

// Reads one HTTP/1.1 request (RFC 9112) from bytes as they come: first the head, then, if the body
// is chunked, the body's framing. Pure: no socket. One thread at a time.
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
  // Without a length the body is chunked, or there is none: see body_is_complete.
  std::optional<std::uint64_t> content_length() const;
  bool is_chunked() const;
  bool is_http_1_0() const;
  bool expects_continue() const;
  bool wants_keep_alive() const;

  // Decodes from the front of `arrived` into `out`. Call only for a chunked body. Both 0 means that
  // more bytes are needed. kInvalidInput if the framing is broken.
  struct Progress {
    std::size_t consumed = 0;
    std::size_t produced = 0;
  };
  Result<Progress> ReadChunked(std::string_view arrived, std::span<char> out);
  // Whether the last chunk and its trailer have been read, or there was no body.
  bool body_is_complete() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tenon::http
