#pragma once

#include "task/task.h"

namespace tenon::task {

// Whether any source of the task is in a database.
bool ReadsDatabase(const Task& task);

// The first sink of the task that is in a database; null pointer if there is none. All of them go
// by its connection.
const Sink* DatabaseSinkOf(const Task& task);

}  // namespace tenon::task
