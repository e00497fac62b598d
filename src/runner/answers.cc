#include "runner/answers.h"

#include <algorithm>

#include "base/digest.h"
#include "base/random.h"
#include "json/value.h"

namespace tenon::runner {

std::string AnswerKey(task::Task task) {
  task.id.clear();
  task.staging.clear();
  task.threads = 1;
  task.memory_limit.clear();
  task.disk_limit.clear();
  const bool reads_database = std::ranges::any_of(
      task.sources, [](const task::Source& source) { return source.database.has_value(); });
  if (reads_database) return RandomHex(32);
  return Sha256(json::Dump(ToJson(task)));
}

}  // namespace tenon::runner
