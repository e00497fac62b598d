#include "runner/environment.h"

#include "base/random.h"
#include "runner/inputs.h"
#include "text/quote.h"

namespace tenon::runner {

Result<json::Value> CatalogEnvironment::Table(std::string_view database, std::string_view table) {
  return database_.ReadFor<json::Value>([&](db::Transaction& transaction) -> Result<json::Value> {
    ASSIGN_OR_RETURN(catalog::Table found, catalog_.GetTable(transaction, database, table));
    return std::move(found.document);
  });
}

Result<Schema> CatalogEnvironment::FileSchema(const graph::Scan& scan) {
  ASSIGN_OR_RETURN(const Inputs inputs, ResolveInputs({&scan, 1}, objects_));
  task::Source source = inputs.sources.front();
  source.name = "files";  // the graph names a source after its node only when it is bound
  if (source.files.empty()) {
    return NotFound("no file at " + (scan.locations.empty() ? "" : scan.locations.front()));
  }
  task::Task task{.id = RandomHex(8), .kind = task::Kind::kDescribe};
  task.sources.push_back(source);
  task.descriptions.push_back({"files", "SELECT * FROM " + SqlIdentifier(source.name)});
  return Describe(task);
}

Result<Schema> CatalogEnvironment::QuerySchema(std::string_view sql,
                                               std::span<const std::string> names,
                                               std::span<const Schema> schemas) {
  task::Task task{.id = RandomHex(8), .kind = task::Kind::kDescribe};
  for (std::size_t i = 0; i < names.size(); ++i) {
    task.sources.push_back({.schema = "",
                            .name = names[i],
                            .title = names[i],
                            .columns = schemas[i],
                            .partition_columns = {}});
  }
  task.descriptions.push_back({"query", std::string(sql)});
  return Describe(task);
}

Result<Schema> CatalogEnvironment::Describe(const task::Task& task) {
  std::optional<Result<Schema>> answer;
  ASSIGN_OR_RETURN([[maybe_unused]] const task::Done done,
                   tasks_.Run(task, {.stop = stop_}, [&](const task::Event& event) {
                     const auto* described = std::get_if<task::Described>(&event);
                     if (described == nullptr) return;
                     answer = described->error.empty()
                                  ? Result<Schema>(described->schema)
                                  : Result<Schema>(InvalidInput(described->error));
                   }));
  if (!answer) return Internal("the worker described nothing");
  return *std::move(answer);
}

}  // namespace tenon::runner
