#pragma once

#include "base/result.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "task/task.h"

namespace tenon::engine {

// Counts the fields of a source that are not of their declared types, and tells the task's log how
// many there are and where the first are: file, column, text, and the line in CSV and JSON lines.
// Lines of CSV are counted as records: a line end inside quotes does not count. Reads the files up
// to twice more, so call it only for a source that has failed to read with its types.
//
// With bad_rows kFail the first bad field is returned as kInvalidInput, and nothing is logged.
Status ReportBadFields(Connection& connection, const task::Source& source, const Emit& emit);

}  // namespace tenon::engine
