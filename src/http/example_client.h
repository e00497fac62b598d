#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "base/log.h"
#include "http/server.h"

// For the tests of this folder: a client over a plain socket, and servers to talk to.
namespace tenon::http {

inline constexpr auto kSilent = static_cast<LogLevel>(99);  // for failures that are meant

// A client that sends what it is told to, right or wrong.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const timeval limit{.tv_sec = 20, .tv_usec = 0};  // a hang fails instead of lasting
    setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }

  Client& Send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }

  // What arrives up to and with `end`.
  std::string ReadThrough(std::string_view end) {
    while (kept_.find(end) == std::string::npos) {
      if (!Receive()) return std::exchange(kept_, {}) + "<closed>";
    }
    const std::size_t length = kept_.find(end) + end.size();
    std::string text = kept_.substr(0, length);
    kept_.erase(0, length);
    return text;
  }
  std::string ReadBytes(std::size_t length) {
    while (kept_.size() < length && Receive()) {
    }
    std::string text = kept_.substr(0, length);
    kept_.erase(0, length);
    return text;
  }
  std::string ReadToEnd() {
    while (Receive()) {
    }
    return std::exchange(kept_, {});
  }
  void Close() { socket_.Close(); }

 private:
  bool Receive() {
    char buffer[65536];
    const ssize_t got = recv(socket_.get(), buffer, sizeof buffer, 0);
    if (got > 0) kept_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }

  FileDescriptor socket_;
  std::string kept_;
};

inline std::unique_ptr<Server> Serve(Handler handler, ServerOptions options = {.threads = 4}) {
  auto server = Server::Listen(options, std::move(handler));
  REQUIRE(server);
  (*server)->Start();
  return *std::move(server);
}

inline Response Text(std::string text) {
  Response response;
  response.body = std::move(text);
  return response;
}

inline Response Echo(Request& request) {
  const auto body = ReadAll(*request.body, 64 << 20);
  return Text(body ? request.method + " " + request.path + "?" + request.query + " " + *body
                   : "error: " + body.error().message);
}

inline std::string BodyOf(Client& client, std::string_view request) {
  const std::string head = client.Send(request).ReadThrough("\r\n\r\n");
  const std::size_t at = head.find("Content-Length: ");
  if (at == std::string::npos) return head;
  return client.ReadBytes(std::stoul(head.substr(at + 16)));
}

}  // namespace tenon::http
