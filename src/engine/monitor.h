#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "engine/duckdb.h"
#include "engine/emit.h"
#include "engine/live_rows.h"

namespace tenon::engine {

// Watches the statements of one connection from a thread of its own while it lives: emits Progress
// and passes a stop on to the engine, also to the statements of `writing`, unless that is null.
//
// The first Progress comes when the engine first tells of rows that its scans have read, or when
// a row has gone into a sink (LiveRows), looked at every 2 ms; a task that ends before has it from
// Finish. So it is never early, and late by the size of the first buffer that a scan reads. After
// it, at most four a second. Of a statement that drops all it makes of a row (a cross join whose
// condition nothing meets) the engine may tell nothing: it looks at its progress when rows have
// reached the end of a pipeline.
//
// Rows are those of LiveRows: the engine's own count is its fraction of an estimated total.
//
// Statements and TellRows are for the thread that runs the statements; Finish ends the watch.
class Monitor {
 public:
  Monitor(const Connection& connection, const Connection* writing, const Emit& emit,
          const std::atomic<bool>& stop);

  // The statement that runs next is number `done` of `all`: progress is told over all of them.
  void Statements(std::size_t done, std::size_t all);

  // From here on rows are told with the progress; null: no longer.
  void TellRows(LiveRows* rows);

  // Stops watching. Emits the last Progress if the task `succeeded`.
  void Finish(bool succeeded);

 private:
  void Run(const std::stop_token& stop);
  void Look();

  const Connection& connection_;
  const Connection* const writing_;
  const Emit& emit_;
  const std::atomic<bool>& stop_requested_;
  std::atomic<double> done_ = 0;
  std::atomic<double> share_ = 1;
  std::chrono::steady_clock::time_point last_ = {};
  bool has_rows_ = false;  // of the watching thread until it is joined, as last_
  std::mutex mutex_;
  LiveRows* rows_ = nullptr;  // guarded by mutex_
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace tenon::engine
