#pragma once

#include "task/task.h"

namespace tenon::task {

// Whether a task asks for types and nothing else: it reads no file, writes none and runs no
// statement. Such tasks leave nothing behind in a worker, which may do one after another.
bool AsksTypesOnly(const Task& task);

}  // namespace tenon::task
