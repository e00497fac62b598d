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
  std::size_t max_head_bytes = 64 * 1024;
  std::chrono::milliseconds idle_timeout{75'000};  // a connection between two requests
  std::chrono::milliseconds io_timeout{60'000};    // a silent client within one request
};

// An HTTP/1.1 server (RFC 9112) with keep-alive, chunked bodies and Expect: 100-continue; knows
// nothing of AWS. Waiting for a request takes no thread; a request whose head is complete takes
// one until it is answered. Thread-safe.
class Server {
 public:
  // Binds and listens, so that connections queue from here on. kUnavailable, naming the address,
  // if it is taken.
  static Result<std::unique_ptr<Server>> Listen(const ServerOptions& options, Handler handler);
  ~Server();

  std::uint16_t port() const;
  // Starts answering. Returns at once.
  void Start();
  // Stops accepting, lets requests in progress finish for at most `grace`, then closes. Idempotent.
  void Stop(std::chrono::milliseconds grace);

 private:
  class State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::http
