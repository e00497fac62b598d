#include "runner/environment.h"

#include "base/random.h"
#include "runner/inputs.h"
#include "text/quote.h"

namespace tenon::runner {
namespace {

// Of an answer that a node kind asks of the data: names of columns to be, and the like.
constexpr std::uint64_t kMostRows = 10'000;

std::size_t SizeOf(const graph::DataRows& rows) {
  std::size_t bytes = sizeof(rows);
  for (const auto& row : rows) {
    for (const auto& field : row) bytes += sizeof(field) + (field ? field->size() : 0);
  }
  return bytes;
}

}  // namespace

Result<json::Value> CatalogEnvironment::Table(std::string_view database, std::string_view table) {
  return database_.ReadFor<json::Value>([&](db::Transaction& transaction) -> Result<json::Value> {
    ASSIGN_OR_RETURN(catalog::Table found, catalog_.GetTable(transaction, database, table));
    return std::move(found.document);
  });
}

Result<task::DatabaseConnection> CatalogEnvironment::Connection(std::string_view name) {
  return databases_.Describe(name);
}

Result<Schema> CatalogEnvironment::FileSchema(const graph::Scan& scan) {
  ASSIGN_OR_RETURN(const Inputs inputs, ResolveInputs({&scan, 1}, objects_));
  task::Source source = inputs.sources.front();
  source.name = "files";  // the graph names a source after its node only when it is bound
  if (source.files.empty() && !source.database) {
    return NotFound("no file at " + (scan.locations.empty() ? "" : scan.locations.front()));
  }
  task::Task task{.id = {}, .kind = task::Kind::kDescribe};
  task.sources.push_back(source);
  task.descriptions.push_back({"files", "SELECT * FROM " + SqlIdentifier(source.name)});
  return Describe(std::move(task));
}

Result<Schema> CatalogEnvironment::QuerySchema(std::string_view sql,
                                               std::span<const std::string> names,
                                               std::span<const Schema> schemas) {
  task::Task task{.id = {}, .kind = task::Kind::kDescribe};
  for (std::size_t i = 0; i < names.size(); ++i) {
    task.sources.push_back({.schema = "",
                            .name = names[i],
                            .title = names[i],
                            .columns = schemas[i],
                            .partition_columns = {}});
  }
  task.descriptions.push_back({"query", std::string(sql)});
  return Describe(std::move(task));
}

std::uint64_t CatalogEnvironment::BytesOf(const graph::Scan& scan) {
  std::vector<graph::Scan> scans = {scan};
  if (!AddPartitions(scans, database_, catalog_)) return 0;
  const Result<Inputs> inputs = ResolveInputs(scans, objects_);
  if (!inputs) return 0;
  std::uint64_t bytes = 0;
  for (const task::InputFile& file : inputs->sources.front().files) bytes += file.size;
  return bytes;
}

Result<graph::DataRows> CatalogEnvironment::QueryRows(const graph::Plan& plan,
                                                      std::string_view sql) {
  graph::Plan wanted = plan;
  AddPredicates(wanted.scans, wanted.views);
  RETURN_IF_ERROR(AddPartitions(wanted.scans, database_, catalog_));
  ASSIGN_OR_RETURN(Inputs inputs, ResolveInputs(wanted.scans, objects_));
  task::Task task{.id = {},
                  .kind = task::Kind::kSelect,
                  .sources = std::move(inputs.sources),
                  .views = std::move(wanted.views),
                  .selects = {{"rows", std::string(sql), kMostRows}}};
  const std::string key = AnswerKey(task);
  if (const auto known = tasks_.answers().rows.Find(key)) return *known;
  if (access_ == DataAccess::kSchemasOnly) return Unavailable("the data is not read while editing");
  task.id = RandomHex(8);
  ASSIGN_OR_RETURN(const auto certificates, databases_.FillIn(task));
  std::optional<task::Rows> answer;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const task::Done done,
      tasks_.Run(task, {.stop = stop_, .deadline = deadline_}, [&](const task::Event& event) {
        if (const auto* rows = std::get_if<task::Rows>(&event)) answer = *rows;
      }));
  if (!answer) return Internal("the worker has answered nothing");
  if (!answer->error.empty()) return InvalidInput(answer->error);
  tasks_.answers().rows.Put(key, std::make_shared<graph::DataRows>(answer->rows),
                            SizeOf(answer->rows));
  return std::move(answer->rows);
}

Result<Schema> CatalogEnvironment::Describe(task::Task task) {
  const std::string key = AnswerKey(task);
  if (const auto known = tasks_.answers().schemas.Find(key)) return *known;
  task.id = RandomHex(8);
  task.threads = 1;
  ASSIGN_OR_RETURN(const auto certificates, databases_.FillIn(task));
  std::optional<task::Described> answer;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const task::Done done,
      tasks_.Run(task, {.stop = stop_, .deadline = deadline_}, [&](const task::Event& event) {
        const auto* described = std::get_if<task::Described>(&event);
        if (described != nullptr) answer = *described;
      }));
  if (!answer) return Internal("the worker described nothing");
  if (!answer->error.empty()) return InvalidInput(answer->error);
  tasks_.answers().schemas.Put(key, std::make_shared<Schema>(answer->schema),
                               100 * (1 + answer->schema.size()));
  return std::move(answer->schema);
}

}  // namespace tenon::runner
