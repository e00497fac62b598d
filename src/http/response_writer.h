#pragma once

#include "http/message.h"
#include "http/socket_stream.h"

namespace tenon::http {

// What of the request shapes the answer's framing.
struct AnswerFraming {
  bool is_head = false;      // the request's method was HEAD: no body is sent
  bool is_http_1_0 = false;  // no chunked answers
  bool keep_alive = true;    // another request may follow
};

// Writes one answer: a small one in one system call, a file by sendfile(2), a stream chunk by
// chunk. Date, Server, Connection, Content-Length and Transfer-Encoding are ours: those among the
// response's own headers are left out, but "Connection: close" is obeyed. Line ends inside of
// header values become blanks. Returns whether the connection can carry another request: not when
// the client is gone or the stream failed, which the client sees as a body cut short.
bool WriteResponse(SocketStream& stream, const AnswerFraming& framing, const Response& response);

}  // namespace tenon::http
