#include "engine/job.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "engine/node_rows.h"
#include "engine/relations.h"
#include "engine/sink.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

// The statements of a job: one for each view that is computed once and for each sink.
std::size_t StatementsOf(const task::Task& task) {
  return task.sinks.size() +
         static_cast<std::size_t>(std::ranges::count_if(task.views, &task::View::once));
}

// Computes the views that are computed once, and lets their names stand for the kept rows. How many
// there are.
Result<std::size_t> KeepRows(Connection& connection, const task::Task& task, Monitor& monitor,
                             NodeRowCounter& counter) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < task.views.size(); ++i) {
    const task::View& view = task.views[i];
    if (!view.once) continue;
    monitor.Statements(kept++, StatementsOf(task));
    const std::string name = SqlIdentifier(view.name);
    const std::string table = SqlIdentifier(view.name + " (kept)");
    const Status made =
        connection.Execute("CREATE OR REPLACE TEMP TABLE " + table + " AS FROM " + name);
    if (!made) return WithContext(made.error(), view.title);
    const std::optional<Operator> plan = connection.Profile();
    ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT count(*) FROM " + table));
    if (plan) counter.AddKept(i, *plan, std::stoull(rows[0][0].value_or("0")));
    RETURN_IF_ERROR(
        connection.Execute("CREATE OR REPLACE TEMP VIEW " + name + " AS FROM " + table));
  }
  return kept;
}

// Writes all sinks anew, whatever an earlier try has left.
Status WriteSinks(Connection& connection, const task::Task& task, const Emit& emit,
                  Monitor& monitor, NodeRowCounter& counter, std::vector<Written>& written) {
  const std::filesystem::path staging = task.staging;
  ASSIGN_OR_RETURN(const std::size_t kept, KeepRows(connection, task, monitor, counter));
  written.clear();
  for (std::size_t i = 0; i < task.sinks.size(); ++i) {
    if (kept + i > 0) {
      for (task::NodeRows& node : counter.Counts()) {
        if (node.rows) emit(std::move(node));
      }
    }
    std::error_code failure;
    std::filesystem::remove_all(staging / std::to_string(i), failure);
    if (failure) return SystemError("clearing the staging folder", failure.value());
    monitor.Statements(kept + i, StatementsOf(task));
    ASSIGN_OR_RETURN(Written sink, WriteSink(connection, task.sinks[i], i, staging));
    counter.Add(i, sink);
    written.push_back(std::move(sink));
  }
  return {};
}

}  // namespace

Result<task::Done> RunJob(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit, Monitor& monitor) {
  std::vector<task::NodeRows> counts;
  std::vector<Written> written;
  RETURN_IF_ERROR(WithRelations(connection, task, databases, emit, [&]() -> Status {
    NodeRowCounter counter(task);
    RETURN_IF_ERROR(WriteSinks(connection, task, emit, monitor, counter, written));
    counts = counter.Counts();
    return {};
  }));
  RETURN_IF_ERROR(SyncFolder(task.staging));
  task::Done done;
  for (Written& sink : written) {
    done.rows += sink.rows;
    for (task::OutputFile& file : sink.files) emit(std::move(file));
  }
  for (task::NodeRows& node : counts) emit(std::move(node));
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) done.bytes_scanned += file.size;
  }
  return done;
}

}  // namespace tenon::engine
