#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace tenon::http {

// Blocking reads and writes over a connected socket, each waiting at most `timeout` for the peer.
// The socket may be in non-blocking mode. Never raises SIGPIPE. Borrows the socket. One thread at a
// time. Every failure is kUnavailable: the peer is gone or silent.
class SocketStream {
 public:
  SocketStream(int socket, std::chrono::milliseconds timeout)
      : socket_(socket), timeout_(timeout) {}

  // At least one byte; 0 when the peer has finished sending.
  Result<std::size_t> Read(std::span<char> buffer);
  // What has arrived already, without waiting; 0 if nothing has (or the peer has finished).
  std::size_t ReadArrived(std::span<char> buffer);

  // Writes all pieces, in one system call if the peer takes them. With `more`, the kernel may wait
  // for the next write to fill its packet.
  Status Write(std::initializer_list<std::string_view> pieces, bool more = false);
  // Writes a part of a file without copying it through memory.
  Status WriteFile(const FileSlice& slice);

  // Tells the peer that no more comes, then drops what it still sends until it closes too, for at
  // most `limit`: closing a socket with unread bytes would reset the connection, and the peer might
  // lose the answer before reading it (RFC 9112, 9.6).
  void FinishPolitely(std::chrono::milliseconds limit);

 private:
  Status Wait(short events) const;

  int socket_;
  std::chrono::milliseconds timeout_;
};

}  // namespace tenon::http
