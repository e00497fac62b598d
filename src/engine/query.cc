#include "engine/query.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/file.h"
#include "engine/athena_text.h"
#include "engine/relations.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;
constexpr std::string_view kPlanColumn = "Query Plan";  // Athena's name

void AppendQuoted(std::string_view value, std::string& out) {
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// The result's columns; their names may repeat, as a SELECT's may.
Result<Schema> ColumnsOf(Connection& connection, const std::string& sql) {
  ASSIGN_OR_RETURN(const auto rows, connection.Query("DESCRIBE " + sql));
  Schema schema;
  for (const Row& row : rows) {
    const Result<Type> type = ParseDuckDbType(*row[1]);
    schema.push_back({*row[0], type ? *type : Type(TypeKind::kString)});
  }
  return schema;
}

// A view of the query with columns c0, c1, ...; made of the text as it is, so that comments and a
// semicolon at its end do no harm.
Status CreateResultView(Connection& connection, const task::Task& task, const Schema& schema) {
  std::string names;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    names += (i == 0 ? "" : ", ") + ("c" + std::to_string(i));
  }
  return connection.Execute("CREATE OR REPLACE TEMP VIEW tenon_result(" + names + ") AS " +
                            task.query);
}

Result<std::uint64_t> WriteResult(Connection& connection, const task::Task& task,
                                  const Schema& schema) {
  std::string text;
  std::string select = "SELECT ";
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (i > 0) {
      text += ',';
      select += ", ";
    }
    AppendQuoted(schema[i].name, text);
    select += AthenaText("c" + std::to_string(i), schema[i].type);
  }
  text += '\n';
  ASSIGN_OR_RETURN(
      const FileDescriptor file,
      OpenFile(std::filesystem::path(task.staging) / "result.csv", O_WRONLY | O_CREAT | O_TRUNC));
  std::uint64_t rows = 0;
  RETURN_IF_ERROR(
      connection.Stream(select + " FROM temp.tenon_result",
                        [&](std::span<const std::optional<std::string_view>> fields) -> Status {
                          ++rows;
                          for (std::size_t i = 0; i < fields.size(); ++i) {
                            if (i > 0) text += ',';
                            if (fields[i]) AppendQuoted(*fields[i], text);
                          }
                          text += '\n';
                          if (text.size() < kBuffer) return {};
                          RETURN_IF_ERROR(WriteAll(file.get(), text));
                          text.clear();
                          return {};
                        }));
  RETURN_IF_ERROR(WriteAll(file.get(), text));
  if (fsync(file.get()) != 0) return SystemError("syncing a query's result", errno);
  return rows;
}

// The engine's plan as text, a row for each of its lines.
Result<std::uint64_t> WritePlan(Connection& connection, const task::Task& task) {
  ASSIGN_OR_RETURN(const auto plans, connection.Query("EXPLAIN " + task.query));
  std::string text = "\"" + std::string(kPlanColumn) + "\"\n";
  std::uint64_t lines = 0;
  for (const Row& plan : plans) {
    std::string_view rest = plan.size() > 1 && plan[1] ? std::string_view(*plan[1]) : "";
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      AppendQuoted(rest.substr(0, end), text);
      text += '\n';
      ++lines;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  ASSIGN_OR_RETURN(
      const FileDescriptor file,
      OpenFile(std::filesystem::path(task.staging) / "result.csv", O_WRONLY | O_CREAT | O_TRUNC));
  RETURN_IF_ERROR(WriteAll(file.get(), text));
  if (fsync(file.get()) != 0) return SystemError("syncing a query's plan", errno);
  return lines;
}

}  // namespace

Result<task::Done> RunQuery(Connection& connection, const task::Task& task, const Emit& emit) {
  task::Done done;
  Schema schema;
  RETURN_IF_ERROR(WithRelations(connection, task, {}, Moment::kAny, emit, [&]() -> Status {
    RETURN_IF_ERROR(connection.PlanOneSelect(task.query));
    if (task.explain) {
      schema = {{std::string(kPlanColumn), TypeKind::kString}};
      ASSIGN_OR_RETURN(done.rows, WritePlan(connection, task));
      return {};
    }
    ASSIGN_OR_RETURN(schema, ColumnsOf(connection, task.query));
    RETURN_IF_ERROR(CreateResultView(connection, task, schema));
    ASSIGN_OR_RETURN(done.rows, WriteResult(connection, task, schema));
    return {};
  }));
  RETURN_IF_ERROR(SyncFolder(task.staging));
  for (const task::Source& source : task.sources) {
    if (task.explain) break;
    for (const task::InputFile& file : source.files) done.bytes_scanned += file.size;
  }
  emit(task::Described{.name = "result", .schema = std::move(schema)});
  return done;
}

}  // namespace tenon::engine
