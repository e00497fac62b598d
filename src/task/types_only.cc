#include "task/types_only.h"

#include <algorithm>

namespace tenon::task {

bool AsksTypesOnly(const Task& task) {
  const auto has_rows = [](const Source& source) {
    return !source.files.empty() || source.database.has_value();
  };
  return task.kind == Kind::kDescribe && task.staging.empty() && task.query_schema.empty() &&
         std::ranges::none_of(task.sources, has_rows);
}

}  // namespace tenon::task
