#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/file.h"
#include "base/result.h"

namespace tenon::http {

// A listening TCP socket and the loop that accepts from it.
class Listener {
 public:
  // `host` is a name or an address; an IPv4 address of the name is preferred. Port 0 takes a free
  // one. kUnavailable, naming the address, if it cannot be had.
  static Result<Listener> Open(const std::string& host, std::uint16_t port);

  std::uint16_t port() const { return port_; }

  // Accepts until Stop: `accepted` owns each socket (non-blocking, closed on exec, TCP_NODELAY) and
  // hears the peer's address; `tick` is called every `interval` in between.
  using Accepted = std::function<void(int socket, std::string peer)>;
  void Run(const Accepted& accepted, const std::function<void()>& tick,
           std::chrono::milliseconds interval);
  // Ends Run soon. Thread-safe.
  void Stop();

 private:
  Listener(FileDescriptor socket, FileDescriptor wake, std::uint16_t port)
      : socket_(std::move(socket)), wake_(std::move(wake)), port_(port) {}
  void AcceptAll(const Accepted& accepted) const;

  FileDescriptor socket_;
  FileDescriptor wake_;  // an eventfd, readable once Stop was called
  std::uint16_t port_;
};

}  // namespace tenon::http
