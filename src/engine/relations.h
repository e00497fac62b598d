#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "engine/database_attach.h"
#include "engine/duckdb.h"
#include "engine/emit.h"
#include "engine/source.h"
#include "task/task.h"

namespace tenon::engine {

// When the sources in databases of a task are read.
enum class Moment {
  kAny,  // each when a statement needs it
  kOne,  // all in one transaction (BeginAtOneMoment), which is open when `work` has succeeded
};

// Makes a task's sources and views known to the engine and calls `work`, which runs SQL over them.
// Where the data of a text source turns out not to fit its types, `work` is called again with that
// source read field by field, after its bad fields were counted and told (ReportBadFields):
// whatever `work` has written before is its own to replace, but for what a transaction has undone.
// So clean files pay nothing, and a task is done at most once more for each source.
//
// The failure that comes back names the view or source at fault where it is known, and files by
// the names that users know.
Status WithRelations(Connection& connection, const task::Task& task,
                     const AttachedDatabases& databases, Moment moment, const Emit& emit,
                     const std::function<Status()>& work);

}  // namespace tenon::engine
