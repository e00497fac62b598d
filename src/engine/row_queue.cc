#include "engine/row_queue.h"

#include <utility>

namespace tenon::engine {
namespace {

// The engine keeps some more in front of it. A chunk of long texts can be large.
constexpr std::size_t kMost = 4;

}  // namespace

Status RowQueue::Put(Chunk chunk) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || chunks_.size() < kMost; });
  if (closed_) return Error{ErrorKind::kStopped, "no more rows are wanted", {}};
  chunks_.push_back(std::move(chunk));
  changed_.notify_all();
  return {};
}

void RowQueue::End(Status read) {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  if (!read && !closed_) failure_ = std::move(read).error();
  changed_.notify_all();
}

_duckdb_data_chunk* RowQueue::Peek() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || !chunks_.empty(); });
  return chunks_.empty() ? nullptr : chunks_.front().get();
}

Result<Chunk> RowQueue::Take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || !chunks_.empty(); });
  if (failure_) return *failure_;
  if (chunks_.empty()) return Chunk();
  Chunk chunk = std::move(chunks_.front());
  chunks_.pop_front();
  changed_.notify_all();
  return chunk;
}

void RowQueue::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

bool RowQueue::HasEnded(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] { return ended_; });
}

std::optional<Error> RowQueue::Failure() {
  const std::lock_guard lock(mutex_);
  return failure_;
}

}  // namespace tenon::engine
