#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Rows on their way from a thread that reads to one that writes. Few wait here: who reads is held
// up until there is room.
//
// Put and End are for the one thread that reads, the others for those that write.
class RowQueue {
 public:
  // Waits for room. kStopped if no more are wanted.
  Status Put(Chunk chunk);
  // No more will come: all have been read, or reading has failed.
  void End(Status read);

  // The chunk that comes next, which stays; waits for it. Null if no more will come.
  _duckdb_data_chunk* Peek();
  // Takes the chunk that comes next; waits for it. Null if all have been taken; the failure if
  // reading has failed.
  Result<Chunk> Take();
  // No more are wanted.
  void Close();
  // Waits until End was called, `most` at the longest; whether it was.
  bool HasEnded(std::chrono::milliseconds most);
  // Why reading has failed, unless it did after Close; nullopt if it has not.
  std::optional<Error> Failure();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> chunks_;
  bool closed_ = false;
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace tenon::engine
