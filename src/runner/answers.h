#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "runner/lru_cache.h"
#include "task/event.h"
#include "task/task.h"
#include "types/schema.h"

namespace tenon::runner {

// The answer to one Select of a preview, and what the worker's log said meanwhile.
struct PreviewAnswer {
  task::Rows rows;
  std::vector<std::string> notes;
};

// What workers have answered about files, queries over files and rows, by all that an answer hangs
// on: the statement, the columns, the blobs, which never change. So an answer is never stale.
// Thread-safe.
struct Answers {
  LruCache<Schema> schemas{8 << 20};
  LruCache<graph::DataRows> rows{8 << 20};
  LruCache<PreviewAnswer> previews{64 << 20};
};

// A key for all that the answers to a task hang on: not its id, its staging folder and its limits.
// "" for a task that reads a database, whose rows change: its answer is not kept.
std::string AnswerKey(task::Task task);

}  // namespace tenon::runner
