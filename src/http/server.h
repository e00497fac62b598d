#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "http/message.h"

namespace tenon::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free port, see Server::port
  int threads = 32;        // requests being answered at one time; idle connections take none
  std::size_t max_connections = 4096;  // above it, a new connection is answered 503 and closed
  std::size_t max_head_bytes = 64 * 1024;
  std::chrono::milliseconds idle_timeout{75'000};  // a connection between two requests
  std::chrono::milliseconds io_timeout{60'000};    // a silent client within one request
};

// An HTTP/1.1 server (RFC 9112) with keep-alive, chunked bodies and Expect: 100-continue; knows
// nothing of AWS. Waiting for a request takes no thread; a request whose head is complete takes
// one until it is answered. What is no HTTP is answered 400, a head that is too large 431, a
// request whose handler throws 500 and logged. Thread-safe.
class Server {
 public:
  // Binds and listens, so that connections queue from here on. kUnavailable, naming the address,
  // if it is taken.
  static Result<std::unique_ptr<Server>> Listen(const ServerOptions& options, Handler handler);
  ~Server();  // stops without grace

  std::uint16_t port() const;
  // Starts answering. Returns at once.
  void Start();
  // Stops accepting, lets requests in progress finish for at most `grace`, then cuts their
  // connections and waits until their handlers return: a handler must end when its client is gone.
  // Idempotent. Not to be called by a handler.
  void Stop(std::chrono::milliseconds grace);

 private:
  class State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::http
