#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <unordered_set>

namespace tenon::http {

class Connection;

// The open connections of a server, which enter and leave by themselves. Thread-safe.
class ConnectionSet {
 public:
  void Add(Connection& connection);
  void Remove(Connection& connection);
  std::size_t size() const;

  // Closes those that wait for a request and whose wait ends by `now`.
  void CloseIdle(std::chrono::steady_clock::time_point now);
  // Cuts all of them.
  void AbortAll();
  // Whether the last one left within `timeout`.
  bool WaitUntilEmpty(std::chrono::milliseconds timeout);

 private:
  mutable std::mutex mutex_;
  std::condition_variable removed_;
  std::unordered_set<Connection*> connections_;
};

}  // namespace tenon::http
