#include "engine/task_threads.h"

#include <duckdb.h>

#include "task/task_databases.h"

namespace tenon::engine {

bool BringsThreads(const task::Task& task) {
  const task::Sink* sink = task::DatabaseSinkOf(task);
  return sink != nullptr && sink->database->connection.kind == task::DatabaseKind::kPostgres;
}

void TaskThreads::Start() {
  if (!threads_.empty()) return;
  state_ = duckdb_create_task_state(connection_.database());
  for (int i = 0; i < count_; ++i) {
    threads_.emplace_back([this] { duckdb_execute_tasks_state(state_); });
  }
}

void TaskThreads::End() {
  if (state_ == nullptr) return;
  duckdb_finish_execution(state_);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  duckdb_destroy_task_state(state_);
  state_ = nullptr;
}

}  // namespace tenon::engine
