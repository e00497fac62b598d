#include "load/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

namespace tenon::load {

Status Connection::Open() {
  if (socket_.is_open() && !answer_.is_last()) return {};
  answer_.Restart();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  if (inet_pton(AF_INET, address_.c_str(), &address.sin_addr) != 1) {
    return InvalidInput("not an IPv4 address: " + address_);
  }
  socket_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket_.is_open()) return SystemError("making a socket", errno);
  const int on = 1;
  setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return Unavailable(SystemError("connecting to " + address_, errno).message);
  }
  return {};
}

Status Connection::Send(std::string_view request) {
  answer_.Restart();
  while (!request.empty()) {
    const ssize_t sent = send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return SystemError("sending a request", errno);
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

Result<bool> Connection::Receive() {
  const std::span<char> room = answer_.Room();
  for (;;) {
    const ssize_t got = recv(socket_.get(), room.data(), room.size(), 0);
    if (got > 0) return answer_.Commit(static_cast<std::size_t>(got));
    if (got == 0) return Unavailable("the server closed the connection before its answer");
    if (errno != EINTR) return SystemError("reading an answer", errno);
  }
}

}  // namespace tenon::load
