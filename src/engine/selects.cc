#include "engine/selects.h"

#include "engine/database_error.h"
#include "engine/describe.h"
#include "engine/node_rows.h"
#include "engine/relations.h"
#include "engine/source.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

std::string TextSql(const Column& column) {
  const std::string name = SqlIdentifier(column.name);
  switch (column.type.kind) {
    case TypeKind::kBinary:
      return "lower(hex(" + name + "))";
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kStruct:
      return "CAST(to_json(" + name + ") AS VARCHAR)";
    default:
      return "CAST(" + name + " AS VARCHAR)";
  }
}

Status Answer(Connection& connection, const task::Task& task, const task::Select& select,
              task::Rows& answer) {
  std::string list;
  if (select.is_plain) {
    list = "CAST(COLUMNS(*) AS VARCHAR)";
  } else {
    ASSIGN_OR_RETURN(answer.schema, DescribeSelect(connection, select.sql));
  }
  for (const Column& column : answer.schema) {
    list += (list.empty() ? "" : ", ") + TextSql(column);
  }
  answer.rows.clear();
  RETURN_IF_ERROR(connection.Stream(
      "SELECT " + list + " FROM (" + select.sql + "\n) LIMIT " + std::to_string(select.limit),
      [&](std::span<const std::optional<std::string_view>> fields) -> Status {
        auto& row = answer.rows.emplace_back();
        row.reserve(fields.size());
        for (const auto& field : fields) {
          row.push_back(field ? std::optional<std::string>(*field) : std::nullopt);
        }
        return {};
      }));
  if (const auto plan = connection.Profile()) answer.scanned = RowsScanned(task, *plan);
  return {};
}

}  // namespace

Result<task::Done> RunSelects(Connection& connection, const task::Task& task,
                              const AttachedDatabases& databases, const Emit& emit) {
  std::size_t next = 0;
  task::Done done;
  RETURN_IF_ERROR(WithRelations(connection, task, databases, Moment::kAny, emit, [&]() -> Status {
    for (; next < task.selects.size(); ++next) {
      task::Rows answer{.name = task.selects[next].name, .schema = {}, .rows = {}};
      if (const Status answered = Answer(connection, task, task.selects[next], answer); !answered) {
        const Error& error = answered.error();
        const bool misfit = FindMisfit(error, task.sources) < task.sources.size();
        if (misfit || error.kind == ErrorKind::kStopped) return error;
        answer.rows.clear();
        answer.error = ForUser(StatementError(error, task.sources).message, task.sources);
      }
      done.rows += answer.rows.size();
      emit(std::move(answer));
    }
    return {};
  }));
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) done.bytes_scanned += file.size;
  }
  return done;
}

}  // namespace tenon::engine
