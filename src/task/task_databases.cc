#include "task/task_databases.h"

#include <algorithm>

namespace tenon::task {

bool ReadsDatabase(const Task& task) {
  return std::ranges::any_of(task.sources,
                             [](const Source& source) { return source.database.has_value(); });
}

const Sink* DatabaseSinkOf(const Task& task) {
  const auto sink =
      std::ranges::find_if(task.sinks, [](const Sink& each) { return each.database.has_value(); });
  return sink == task.sinks.end() ? nullptr : &*sink;
}

}  // namespace tenon::task
