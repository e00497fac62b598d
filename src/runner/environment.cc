#include "runner/environment.h"

#include "base/random.h"
#include "runner/inputs.h"
#include "text/quote.h"

namespace tenon::runner {
namespace {

// Of an answer that a node kind asks of the data: names of columns to be, and the like.
constexpr std::uint64_t kMostRows = 10'000;

}  // namespace

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

Result<graph::DataRows> CatalogEnvironment::QueryRows(const graph::Plan& plan,
                                                      std::string_view sql) {
  if (access_ == DataAccess::kSchemasOnly) return Unavailable("the data is not read while editing");
  graph::Plan wanted = plan;
  AddPredicates(wanted.scans, wanted.views);
  RETURN_IF_ERROR(AddPartitions(wanted.scans, database_, catalog_));
  ASSIGN_OR_RETURN(Inputs inputs, ResolveInputs(wanted.scans, objects_));
  const task::Task task{.id = RandomHex(8),
                        .kind = task::Kind::kSelect,
                        .sources = std::move(inputs.sources),
                        .views = std::move(wanted.views),
                        .selects = {{"rows", std::string(sql), kMostRows}}};
  std::optional<task::Rows> answer;
  ASSIGN_OR_RETURN([[maybe_unused]] const task::Done done,
                   tasks_.Run(task, {.stop = stop_}, [&](const task::Event& event) {
                     if (const auto* rows = std::get_if<task::Rows>(&event)) answer = *rows;
                   }));
  if (!answer) return Internal("the worker has answered nothing");
  if (!answer->error.empty()) return InvalidInput(answer->error);
  return std::move(answer->rows);
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
