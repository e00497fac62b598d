#pragma once

#include <thread>
#include <vector>

#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// Whether the threads that work on a task's statements are these: of a task that writes to
// PostgreSQL. Every other task has those that the engine has of itself.
bool BringsThreads(const task::Task& task);

// The threads in which the engine works on statements beside the one that asks for them. Its own
// threads are there from its configuration on, which is locked when a task runs (LockDown). These
// can be sent away: where there are few, for rows that are written to a database as they come out
// of another, so that one thread reads and one writes. A third would take the cores from the
// databases, which often are on the same machine; and while it has all that is to be read, who
// waits for rows waits in a busy loop.
//
// One thread at a time; Start and End while no statement runs.
class TaskThreads {
 public:
  // None are at work yet. `connection` must outlive this.
  TaskThreads(const Connection& connection, int count) : connection_(connection), count_(count) {}
  ~TaskThreads() { End(); }
  TaskThreads(const TaskThreads&) = delete;
  TaskThreads& operator=(const TaskThreads&) = delete;

  // No effect if they are at work.
  void Start();
  // Returns when none is at work.
  void End();

 private:
  const Connection& connection_;
  const int count_;
  void* state_ = nullptr;  // the engine's, of those that are at work
  std::vector<std::thread> threads_;
};

}  // namespace tenon::engine
