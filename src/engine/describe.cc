#include "engine/describe.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/database_source.h"
#include "engine/source.h"
#include "task/types_only.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

Status Create(Connection& connection, const task::Source& source, std::size_t index,
              const AttachedDatabases& databases) {
  if (source.columns.empty() && source.database) {
    const Status created = CreateDatabaseView(connection, source, index, databases.OfSource(index));
    if (!created) return WithContext(created.error(), source.title);
    return {};
  }
  if (source.columns.empty() && !source.files.empty()) {
    return CreateSourceView(connection, source, index, ReadMode::kTyped);
  }
  return CreateEmptySource(connection, source);
}

Result<task::Done> DescribeAll(Connection& connection, const task::Task& task,
                               const AttachedDatabases& databases, const Emit& emit) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const Status created = Create(connection, task.sources[i], i, databases);
    if (created) continue;
    return Error{created.error().kind, ForUser(created.error().message, task.sources), {}};
  }
  for (const task::View& view : task.views) {
    const Status created =
        connection.ExecuteOne("CREATE TEMP VIEW " + SqlIdentifier(view.name) + " AS " + view.sql);
    if (!created) return WithContext(created.error(), view.title);
  }
  for (const task::Description& description : task.descriptions) {
    task::Described described{.name = description.name, .schema = {}};
    Result<Schema> schema = DescribeSelect(connection, description.sql);
    if (schema) {
      described.schema = *std::move(schema);
    } else {
      described.error = ForUser(std::move(schema).error().message, task.sources);
    }
    emit(described);
  }
  return task::Done{};
}

// Removes the relations that a task without files has made.
Status Forget(Connection& connection, const task::Task& task) {
  std::string sql;
  for (std::size_t i = task.views.size(); i-- > 0;) {
    sql += "DROP VIEW IF EXISTS " + SqlIdentifier(task.views[i].name) + ';';
  }
  for (const task::Source& source : task.sources) {
    sql += "DROP TABLE IF EXISTS " + QualifiedName(source) + ';';
  }
  return sql.empty() ? Status() : connection.Execute(sql);
}

}  // namespace

Result<Schema> DescribeSelect(Connection& connection, const std::string& sql) {
  ASSIGN_OR_RETURN(std::vector<SelectColumn> columns, connection.PlanOneSelect(sql));
  if (std::ranges::any_of(columns, &std::string::empty, &SelectColumn::type)) {
    ASSIGN_OR_RETURN(const auto rows, connection.Query("DESCRIBE " + sql));
    columns.clear();
    for (const Row& row : rows) columns.push_back({*row[0], *row[1]});
  }
  Schema schema;
  for (SelectColumn& column : columns) {
    // A column that is only ever NULL has no type of its own; files hold it as text.
    Result<Type> type = column.type == "\"NULL\"" ? Type{} : ParseDuckDbType(column.type);
    if (!type) return WithContext(std::move(type).error(), "column " + column.name);
    schema.push_back({std::move(column.name), *std::move(type)});
  }
  return schema;
}

Result<task::Done> RunDescribe(Connection& connection, const task::Task& task,
                               const AttachedDatabases& databases, const Emit& emit) {
  Result<task::Done> done = DescribeAll(connection, task, databases, emit);
  if (task::AsksTypesOnly(task)) RETURN_IF_ERROR(Forget(connection, task));
  return done;
}

}  // namespace tenon::engine
