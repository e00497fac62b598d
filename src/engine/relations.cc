#include "engine/relations.h"

#include "engine/bad_fields.h"
#include "engine/database_error.h"
#include "engine/database_source.h"
#include "engine/database_transaction.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

Status CreateSource(Connection& connection, const task::Source& source, std::size_t index,
                    const AttachedDatabases& databases, ReadMode mode) {
  if (source.database) {
    return CreateDatabaseView(connection, source, index, databases.OfSource(index));
  }
  return CreateSourceView(connection, source, index, mode);
}

Status CreateViews(Connection& connection, const task::Task& task,
                   const AttachedDatabases& databases, const std::vector<ReadMode>& modes) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const Status created = CreateSource(connection, task.sources[i], i, databases, modes[i]);
    if (!created) return WithContext(created.error(), task.sources[i].title);
  }
  for (const task::View& view : task.views) {
    // Only what can stand in a view passes here: one SELECT or its like.
    const Status created = connection.ExecuteOne("CREATE OR REPLACE TEMP VIEW " +
                                                 SqlIdentifier(view.name) + " AS " + view.sql);
    if (!created) return WithContext(created.error(), view.title);
  }
  return {};
}

}  // namespace

Status WithRelations(Connection& connection, const task::Task& task,
                     const AttachedDatabases& databases, Moment moment, const Emit& emit,
                     const std::function<Status()>& work) {
  const bool begins = moment == Moment::kOne && !databases.empty();
  std::vector<ReadMode> modes(task.sources.size(), ReadMode::kTyped);
  for (;;) {
    Status done;
    if (begins) done = BeginAtOneMoment(connection, task, databases);
    if (done) done = CreateViews(connection, task, databases, modes);
    if (done) done = work();
    if (done) return {};
    if (begins) RollBack(connection, databases);
    Error error = std::move(done).error();
    const std::size_t misfit = FindMisfit(error, task.sources);
    if (misfit == task.sources.size() || modes[misfit] == ReadMode::kText) {
      error = StatementError(std::move(error), task.sources);
      error.message = ForUser(std::move(error.message), task.sources);
      return error;
    }
    modes[misfit] = ReadMode::kText;
    RETURN_IF_ERROR(ReportBadFields(connection, task.sources[misfit], emit));
  }
}

}  // namespace tenon::engine
