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

// A view whose rows are kept.
struct Kept {
  std::size_t view = 0;
  std::uint64_t rows = 0;
  std::optional<Operator> plan;
};

// Computes the views that are computed once, and lets their names stand for the kept rows.
Status KeepRows(Connection& connection, const task::Task& task, std::size_t statements,
                Monitor& monitor, std::vector<Kept>& kept) {
  for (std::size_t i = 0; i < task.views.size(); ++i) {
    const task::View& view = task.views[i];
    if (!view.once) continue;
    monitor.Statements(kept.size(), statements);
    const std::string name = SqlIdentifier(view.name);
    const std::string table = SqlIdentifier(view.name + " (kept)");
    const Status made = connection.Execute("CREATE OR REPLACE TABLE " + table + " AS FROM " + name);
    if (!made) return WithContext(made.error(), view.title);
    kept.push_back({.view = i, .rows = 0, .plan = connection.Profile()});
    ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT count(*) FROM " + table));
    kept.back().rows = std::stoull(rows[0][0].value_or("0"));
    RETURN_IF_ERROR(connection.Execute("CREATE OR REPLACE VIEW " + name + " AS FROM " + table));
  }
  return {};
}

}  // namespace

Result<task::Done> RunJob(Connection& connection, const task::Task& task, const Emit& emit,
                          Monitor& monitor) {
  const std::filesystem::path staging = task.staging;
  const std::size_t statements = task.sinks.size() + static_cast<std::size_t>(std::ranges::count_if(
                                                         task.views, &task::View::once));
  std::vector<Kept> kept;
  std::vector<Written> written;
  RETURN_IF_ERROR(WithRelations(connection, task, emit, [&]() -> Status {
    kept.clear();
    RETURN_IF_ERROR(KeepRows(connection, task, statements, monitor, kept));
    written.clear();
    for (std::size_t i = 0; i < task.sinks.size(); ++i) {
      std::error_code failure;
      std::filesystem::remove_all(staging / std::to_string(i), failure);
      if (failure) return SystemError("clearing the staging folder", failure.value());
      monitor.Statements(kept.size() + i, statements);
      ASSIGN_OR_RETURN(Written sink, WriteSink(connection, task.sinks[i], i, staging));
      written.push_back(std::move(sink));
    }
    return {};
  }));
  RETURN_IF_ERROR(SyncFolder(staging));
  task::Done done;
  NodeRowCounter counter(task);
  for (const Kept& view : kept) {
    if (view.plan) counter.AddKept(view.view, *view.plan, view.rows);
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    done.rows += written[i].rows;
    if (written[i].plan) counter.Add(i, *written[i].plan, written[i].rows);
    for (task::OutputFile& file : written[i].files) emit(std::move(file));
  }
  for (task::NodeRows& node : counter.Counts()) emit(std::move(node));
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) done.bytes_scanned += file.size;
  }
  return done;
}

}  // namespace tenon::engine
