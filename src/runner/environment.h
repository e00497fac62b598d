#pragma once

#include <chrono>
#include <optional>

#include "catalog/store.h"
#include "db/database.h"
#include "graph/graph.h"
#include "objects/store.h"
#include "runner/databases.h"
#include "runner/task_runner.h"

namespace tenon::runner {

// Whether QueryRows reads data, as a run does, or declines, as is right while a graph is edited.
enum class DataAccess { kSchemasOnly, kRows };

// Answers a graph's questions from the catalog and, where only an engine can know, from a worker.
// One thread at a time; makes no use of a worker unless asked for what only data or engine can
// tell.
class CatalogEnvironment final : public graph::Environment {
 public:
  // Until when a worker may take to answer; without one, as long as it takes.
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  CatalogEnvironment(const db::Database& database, const catalog::Store& catalog,
                     const objects::Store& objects, const Databases& databases, TaskRunner& tasks,
                     const StopSignal& stop, DataAccess access = DataAccess::kSchemasOnly,
                     Deadline deadline = std::nullopt)
      : database_(database),
        catalog_(catalog),
        objects_(objects),
        databases_(databases),
        tasks_(tasks),
        stop_(stop),
        access_(access),
        deadline_(deadline) {}

  Result<json::Value> Table(std::string_view database, std::string_view table) override;
  Result<task::DatabaseConnection> Connection(std::string_view name) override;
  Result<Schema> FileSchema(const graph::Scan& scan) override;
  Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string> names,
                             std::span<const Schema> schemas) override;
  std::uint64_t BytesOf(const graph::Scan& scan) override;
  Result<graph::DataRows> QueryRows(const graph::Plan& plan, std::string_view sql) override;

 private:
  Result<Schema> Describe(task::Task task);

  const db::Database& database_;
  const catalog::Store& catalog_;
  const objects::Store& objects_;
  const Databases& databases_;
  TaskRunner& tasks_;
  const StopSignal& stop_;
  const DataAccess access_;
  const Deadline deadline_;
};

}  // namespace tenon::runner
