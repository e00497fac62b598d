#include "engine/relations.h"

#include "engine/bad_fields.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

Status CreateViews(Connection& connection, const task::Task& task,
                   const std::vector<ReadMode>& modes) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const Status created = CreateSourceView(connection, task.sources[i], i, modes[i]);
    if (!created) return WithContext(created.error(), task.sources[i].title);
  }
  for (const task::View& view : task.views) {
    // Only what can stand in a view passes here: one SELECT or its like.
    const Status created = connection.ExecuteOne("CREATE OR REPLACE VIEW " +
                                                 SqlIdentifier(view.name) + " AS " + view.sql);
    if (!created) return WithContext(created.error(), view.title);
  }
  return {};
}

}  // namespace

Status WithRelations(Connection& connection, const task::Task& task, const Emit& emit,
                     const std::function<Status()>& work) {
  std::vector<ReadMode> modes(task.sources.size(), ReadMode::kTyped);
  for (;;) {
    Status done = CreateViews(connection, task, modes);
    if (done) done = work();
    if (done) return {};
    Error error = std::move(done).error();
    const std::size_t misfit = FindMisfit(error, task.sources);
    if (misfit == task.sources.size() || modes[misfit] == ReadMode::kText) {
      error.message = ForUser(std::move(error.message), task.sources);
      return error;
    }
    modes[misfit] = ReadMode::kText;
    RETURN_IF_ERROR(ReportBadFields(connection, task.sources[misfit], emit));
  }
}

}  // namespace tenon::engine
