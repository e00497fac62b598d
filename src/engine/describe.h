#pragma once

#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

namespace tenon::engine {

// The columns of one SELECT. kInvalidInput if the text is anything else or does not bind.
Result<Schema> DescribeSelect(Connection& connection, const std::string& sql);

// Runs a task of kind kDescribe: emits one Described for each of its descriptions, in order, with
// the columns of the SELECT or the reason why there are none. A source is an empty table of its
// declared columns; where none are declared, its files tell them (Parquet footers, the beginning of
// CSV and JSON), or its database does. Nothing is left of a task that asks for types only.
Result<task::Done> RunDescribe(Connection& connection, const task::Task& task,
                               const AttachedDatabases& databases, const Emit& emit);

}  // namespace tenon::engine
