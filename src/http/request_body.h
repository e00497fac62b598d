#pragma once

#include <cstdint>

#include "http/chunked_decoder.h"
#include "http/input_buffer.h"
#include "http/message.h"
#include "http/request_parser.h"
#include "http/socket_stream.h"

namespace tenon::http {

// The body of the request whose head `parser` has read: by Content-Length, or chunked, or none.
// Answers "Expect: 100-continue" when it is first read. One thread at a time.
class RequestBody final : public BodyReader {
 public:
  // Borrows `stream` and `buffer`, which holds what arrived behind the head.
  RequestBody(const RequestParser& parser, InputBuffer& buffer, SocketStream& stream);

  Result<std::size_t> Read(std::span<char> buffer) override;

  // Takes what of the body has arrived already, without waiting for more.
  void DropArrived();
  // Whether the connection can carry another request after at most `limit` more bytes are dropped.
  bool CanBeDropped(std::uint64_t limit) const;
  // Reads the rest of a body that CanBeDropped and drops it. `stream` is the same socket with the
  // patience that a body deserves that nobody wants.
  Status DropRest(SocketStream& stream);
  bool is_complete() const;

 private:
  Result<std::size_t> ReadKnownLength(std::span<char> out);
  Result<std::size_t> ReadChunked(std::span<char> out);
  Status FillBuffer();

  InputBuffer& buffer_;
  SocketStream& stream_;
  const bool is_chunked_;
  ChunkedDecoder decoder_;   // of a chunked body
  std::uint64_t remaining_;  // of a body with Content-Length
  bool must_send_continue_;
  bool failed_ = false;
};

}  // namespace tenon::http
