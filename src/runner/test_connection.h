#pragma once

#include "base/result.h"
#include "json/value.h"
#include "runner/databases.h"
#include "runner/task_runner.h"

namespace tenon::runner {

// What Glue's TestConnection asks: whether the connection ConnectionName of the catalog, or the one
// that TestConnectionInput describes, reaches its database, is let in and gets an answer.
//
// kNotFound if the connection is not there; kInvalidInput with the database's reason if it does not
// let us in, or is none that can be reached; the reason OperationTimeoutException if nobody
// answers in 30 s. Thread-safe.
Status TestConnection(const Databases& databases, TaskRunner& tasks, const json::Value& input);

}  // namespace tenon::runner
