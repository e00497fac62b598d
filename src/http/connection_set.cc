#include "http/connection_set.h"

#include "http/connection.h"

namespace tenon::http {

void ConnectionSet::Add(Connection& connection) {
  const std::scoped_lock lock(mutex_);
  connections_.insert(&connection);
}

void ConnectionSet::Remove(Connection& connection) {
  const std::scoped_lock lock(mutex_);
  connections_.erase(&connection);
  removed_.notify_all();
}

std::size_t ConnectionSet::size() const {
  const std::scoped_lock lock(mutex_);
  return connections_.size();
}

void ConnectionSet::CloseIdle(std::chrono::steady_clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  for (Connection* connection : connections_) connection->CloseIfIdle(now);
}

void ConnectionSet::AbortAll() {
  const std::scoped_lock lock(mutex_);
  for (Connection* connection : connections_) connection->Abort();
}

bool ConnectionSet::WaitUntilEmpty(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  return removed_.wait_for(lock, timeout, [&] { return connections_.empty(); });
}

}  // namespace tenon::http
