#include "engine/job.h"

#include <filesystem>

#include "base/file.h"
#include "engine/node_rows.h"
#include "engine/relations.h"
#include "engine/sink.h"

namespace tenon::engine {

Result<task::Done> RunJob(Connection& connection, const task::Task& task, const Emit& emit,
                          Monitor& monitor) {
  const std::filesystem::path staging = task.staging;
  std::vector<Written> written;
  RETURN_IF_ERROR(WithRelations(connection, task, emit, [&]() -> Status {
    written.clear();
    for (std::size_t i = 0; i < task.sinks.size(); ++i) {
      std::error_code failure;
      std::filesystem::remove_all(staging / std::to_string(i), failure);
      if (failure) return SystemError("clearing the staging folder", failure.value());
      monitor.Statements(i, task.sinks.size());
      ASSIGN_OR_RETURN(Written sink, WriteSink(connection, task.sinks[i], i, staging));
      written.push_back(std::move(sink));
    }
    return {};
  }));
  RETURN_IF_ERROR(SyncFolder(staging));
  task::Done done;
  NodeRowCounter counter(task);
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
