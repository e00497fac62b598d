#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/connection_set.h"
#include "http/input_buffer.h"
#include "http/message.h"
#include "http/request_parser.h"
#include "http/server.h"

namespace boost::asio {
class io_context;
}

namespace tenon::http {

// What all connections of a server share.
struct Service {
  ServerOptions options;
  Handler handler;
  ConnectionSet connections;
  std::atomic<bool> is_stopping = false;
};

// One client's connection. It waits for a request on the event loop, where it takes no thread; then
// the thread that the loop calls it on reads the body, runs the handler and writes the answer with
// blocking calls. Keeps itself alive while it waits. Thread-safe in CloseIfIdle and Abort; the rest
// is its own.
class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  // Takes `socket` over. `loop` and `service` must outlive the connection.
  Connection(boost::asio::io_context& loop, int socket, std::string peer, Service& service);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Starts to wait for the first request.
  void Start();

  using TimePoint = std::chrono::steady_clock::time_point;
  // Closes the connection if no request is being answered and its wait ends by `now`.
  void CloseIfIdle(TimePoint now);
  // Cuts the connection, in the middle of an answer too.
  void Abort();

 private:
  struct Channel;  // the socket on the event loop

  void WaitUntil(TimePoint deadline);
  void ReadMore();
  void ReadHeads();
  // Answers the request whose head is complete. False if the connection ends with it.
  bool Answer();
  void Refuse(const Error& error);
  // False if the connection was closed while it waited: the request must not be executed.
  bool BeginRequest();

  Service& service_;
  const std::string peer_;
  std::unique_ptr<Channel> channel_;
  InputBuffer buffer_;
  std::unique_ptr<RequestParser> parser_;
  // When the wait for a head ends, in ticks of the steady clock; or kBusy or kClosed.
  std::atomic<std::int64_t> deadline_;
};

}  // namespace tenon::http
