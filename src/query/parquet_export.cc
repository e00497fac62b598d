#include "query/parquet_export.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/random.h"
#include "runner/staging.h"
#include "text/quote.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::query {
namespace {

constexpr std::string_view kCsv = ".csv";

Status CheckExportable(const Execution& execution) {
  if (execution.state != State::kSucceeded) {
    return InvalidInput("Only the result of a query that has succeeded can be exported. State: " +
                        std::string(NameOf(execution.state)));
  }
  if (execution.columns.empty()) return InvalidInput("The query has no result to export");
  for (const Column& column : execution.columns) {
    // The header of the CSV would be more than its first line.
    if (column.name.find_first_of("\r\n") == std::string::npos) continue;
    return InvalidInput("A column whose name has a line end cannot be exported; name it by AS: " +
                        column.name);
  }
  return {};
}

// The names of a result's columns, each once.
std::vector<std::string> UniqueNames(const Schema& columns) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const Column& column : columns) {
    const std::string base = column.name.empty() ? "column" : column.name;
    std::string name = base;
    for (int number = 1; !taken.insert(AsciiLower(name)).second; ++number) {
      name = base + "_" + std::to_string(number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

// Whether the CSV's text of a value can be read back as the type.
bool IsReadable(const Type& type) { return type.fields.empty() && type.kind != TypeKind::kBinary; }

// SQL of the value that the CSV's text says. The engine reads texts as decimals of more than 18
// digits at 65 microseconds each, so that these are read as two whole numbers, twenty times
// faster; the CSV always has every digit of the scale.
std::string ValueSql(const std::string& text, const Type& type) {
  if (!IsReadable(type)) return text;
  const std::string name = DuckDbName(type);
  const bool is_wide =
      type.kind == TypeKind::kDecimal && type.precision > 18 && type.scale > 0 && type.scale <= 18;
  if (!is_wide) return "CAST(" + text + " AS " + name + ")";
  const std::string whole =
      "CAST(CAST(split_part(" + text + ", '.', 1) AS HUGEINT) AS " + name + ")";
  const std::string fraction = "CAST('0.' || split_part(" + text + ", '.', 2) AS DECIMAL(18, " +
                               std::to_string(type.scale) + "))";
  return "CAST(CASE WHEN starts_with(" + text + ", '-') THEN " + whole + " - " + fraction +
         " ELSE " + whole + " + " + fraction + " END AS " + name + ")";
}

// The source of the CSV's texts, and the view that gives them names and types.
task::Task MakeTask(const Execution& execution, const objects::Snapshot::File& result,
                    const std::filesystem::path& staging) {
  task::Source source;
  source.name = "texts";
  source.title = "result";
  source.csv.header_lines = 1;
  source.bad_rows = task::BadRows::kFail;
  source.files.push_back(
      {.path = result.path.string(), .name = execution.output, .size = result.object.blob.size});
  const std::vector<std::string> names = UniqueNames(execution.columns);
  std::string select;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string text = "c" + std::to_string(i);
    source.columns.push_back({text, TypeKind::kString});
    select += (i == 0 ? "SELECT " : ", ") + ValueSql(text, execution.columns[i].type) + " AS " +
              SqlIdentifier(names[i]);
  }
  task::Sink sink;
  sink.node_id = "export";
  sink.title = "Parquet";
  sink.input = "result";
  sink.file_prefix = "result-";
  task::Task task;
  task.id = staging.filename().string();
  task.staging = staging.string();
  task.threads = 1;  // keeps the order of the rows
  task.sources.push_back(std::move(source));
  task.views.push_back({"result", "result", select + " FROM \"texts\""});
  task.sinks.push_back(std::move(sink));
  return task;
}

// The object of exactly that key, held for as long as the snapshot lives.
Result<objects::Snapshot::File> FindFile(const objects::Snapshot& snapshot,
                                         const S3Location& location) {
  const auto& files = snapshot.files();
  const auto found = std::ranges::find_if(
      files, [&](const objects::Snapshot::File& file) { return file.object.key == location.key; });
  if (found != files.end()) return *found;
  return NotFound("The result is not there any more: " + ToString(location));
}

}  // namespace

Result<ParquetExport::Exported> ParquetExport::Write(std::string_view id) {
  ASSIGN_OR_RETURN(const Execution execution,
                   database_.ReadFor<Execution>([&](db::Transaction& transaction) {
                     return ExecutionStore().Get(transaction, id);
                   }));
  RETURN_IF_ERROR(CheckExportable(execution));
  ASSIGN_OR_RETURN(S3Location location, ParseS3Location(execution.output));
  const objects::Prefix prefix{.bucket = location.bucket, .prefix = location.key};
  ASSIGN_OR_RETURN(const objects::Snapshot snapshot, objects_.TakeSnapshot({&prefix, 1}));
  ASSIGN_OR_RETURN(const objects::Snapshot::File result, FindFile(snapshot, location));
  ASSIGN_OR_RETURN(const auto staging, runner::Staging::Make(objects_, RandomUuid()));

  std::string file;
  ASSIGN_OR_RETURN(const task::Done done,
                   tasks_.Run(MakeTask(execution, result, staging.path()), {.stop = stop_},
                              [&](const task::Event& event) {
                                const auto* output = std::get_if<task::OutputFile>(&event);
                                if (output != nullptr) file = output->path;
                              }));
  if (static_cast<std::int64_t>(done.rows) != execution.rows || file.empty()) {
    return InvalidInput("The result is not what the query has written: " + execution.output);
  }
  ASSIGN_OR_RETURN(const objects::Blob blob, objects_.AdoptStaged(staging.path() / file));
  if (location.key.ends_with(kCsv)) location.key.resize(location.key.size() - kCsv.size());
  location.key += ".parquet";
  RETURN_IF_ERROR(
      objects_.Put(location.bucket, location.key, blob,
                   {.etag = blob.id + "-1", .content_type = "application/vnd.apache.parquet"}));
  return Exported{.location = ToString(location), .bytes = blob.size, .rows = execution.rows};
}

}  // namespace tenon::query
