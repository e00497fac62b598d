#include "runner/previews.h"

#include <algorithm>
#include <utility>

#include "base/random.h"
#include "runner/environment.h"
#include "runner/inputs.h"
#include "runner/staging.h"
#include "task/task_databases.h"
#include "text/quote.h"

namespace tenon::runner {
namespace {

constexpr std::string_view kFirstRows = "rows";
constexpr std::uint64_t kSample = 100'000;  // rows that a detail looks at
// Below, threads take longer to come together than they save.
constexpr std::uint64_t kFewBytes = std::uint64_t{1} << 20;

std::size_t SizeOf(const PreviewAnswer& answer) {
  std::size_t bytes = sizeof(answer);
  for (const auto& row : answer.rows.rows) {
    for (const auto& field : row) bytes += sizeof(field) + (field ? field->size() : 0);
  }
  return bytes;
}

std::uint64_t BytesOf(const std::vector<task::Source>& sources) {
  std::uint64_t bytes = 0;
  for (const task::Source& source : sources) {
    for (const task::InputFile& file : source.files) bytes += file.size;
  }
  return bytes;
}

std::vector<SourceRead> ReadOf(const std::vector<task::Source>& sources, const task::Rows& answer,
                               bool all) {
  std::vector<SourceRead> read;
  for (const task::Source& source : sources) {
    SourceRead& of = read.emplace_back(source.name, source.title, source.files.size(),
                                       source.database.has_value());
    for (const task::InputFile& file : source.files) of.bytes += file.size;
    for (const task::Scanned& scanned : answer.scanned) {
      if (scanned.source == source.name) of.rows = scanned.rows;
    }
    of.all = all;
  }
  return read;
}

void AddNotes(const std::vector<std::string>& notes, Preview& preview) {
  for (const std::string& note : notes) {
    if (std::ranges::find(preview.notes, note) == preview.notes.end()) {
      preview.notes.push_back(note);
    }
  }
}

Error InWords(Error error, std::chrono::seconds limit) {
  if (error.reason == kTimeout) {
    error.message = "the preview took longer than its limit of " + std::to_string(limit.count()) +
                    " seconds; filter earlier, or look at a node further up";
  } else if (error.kind == ErrorKind::kStopped) {
    return Conflict("a newer preview of the same node has taken the place of this one");
  }
  return error;
}

}  // namespace

// Ends the session's earlier preview of the same parts of the node, and can be ended by a later
// one.
class Previews::Turn {
 public:
  Turn(Previews& previews, const PreviewRequest& request)
      : previews_(previews),
        key_(request.session + '\n' + request.node_id + '\n' + request.frame + '\n' +
             (request.rows > 0 ? "r" : "") + (request.summary ? "s" : "") +
             (request.detail ? "d" : "")),
        stop_(std::make_shared<StopSignal>()) {
    const std::lock_guard lock(previews_.mutex_);
    auto& live = previews_.live_[key_];
    if (live != nullptr) live->Request();
    live = stop_;
  }
  ~Turn() {
    const std::lock_guard lock(previews_.mutex_);
    const auto live = previews_.live_.find(key_);
    if (live != previews_.live_.end() && live->second == stop_) previews_.live_.erase(live);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  const StopSignal& stop() const { return *stop_; }

 private:
  Previews& previews_;
  const std::string key_;
  const std::shared_ptr<StopSignal> stop_;
};

Result<Preview> Previews::Show(const PreviewRequest& request) {
  const Turn turn(*this, request);
  ASSIGN_OR_RETURN(const graph::Graph graph, graph::Graph::Parse(request.nodes));
  CatalogEnvironment environment(stores_.database, stores_.catalog, stores_.objects,
                                 stores_.databases, tasks_, turn.stop(), DataAccess::kRows);
  Preview preview;
  if (request.rows > 0) {
    ASSIGN_OR_RETURN(auto node, graph.CompileNode(environment, request.node_id,
                                                  graph::Graph::Rows::kFirst, request.frame));
    preview.notes = node.plan.warnings;
    const Selects selects = {{.name = std::string(kFirstRows),
                              .sql = graph::RowsSql(node.relation, node.schema),
                              .limit = request.rows,
                              .is_plain = true}};
    ASSIGN_OR_RETURN(Answered answers,
                     Ask(request, std::move(node.plan), selects, turn.stop(), preview));
    preview.schema = std::move(node.schema);
    preview.rows = std::move(answers[0].rows.rows);
  }
  if (!request.summary && !request.detail) return preview;
  ASSIGN_OR_RETURN(auto node, graph.CompileNode(environment, request.node_id,
                                                graph::Graph::Rows::kAll, request.frame));
  AddNotes(node.plan.warnings, preview);
  Selects selects;
  if (request.summary) {
    selects.push_back(
        {.name = "summary", .sql = std::move(node.summary), .limit = 1, .is_plain = true});
  }
  if (request.detail) {
    selects.push_back({.name = "detail",
                       .sql = graph::DetailSql(node.relation, node.schema, kSample),
                       .limit = graph::DetailRows(node.schema),
                       .is_plain = true});
  }
  ASSIGN_OR_RETURN(const Answered answers,
                   Ask(request, std::move(node.plan), selects, turn.stop(), preview));
  for (const auto& [answer, notes] : answers) {
    if (answer.name == "summary") {
      ASSIGN_OR_RETURN(preview.summary, graph::ReadSummary(answer.rows, node.schema));
    } else {
      ASSIGN_OR_RETURN(preview.detail, graph::ReadDetail(answer.rows, node.schema));
    }
  }
  preview.schema = std::move(node.schema);
  return preview;
}

// The answers to the selects, known ones without asking a worker.
Result<Previews::Answered> Previews::Ask(const PreviewRequest& request, graph::Plan plan,
                                         const Selects& selects, const StopSignal& stop,
                                         Preview& preview) {
  AddPredicates(plan.scans, plan.views);
  RETURN_IF_ERROR(AddPartitions(plan.scans, stores_.database, stores_.catalog));
  ASSIGN_OR_RETURN(Inputs inputs, ResolveInputs(plan.scans, stores_.objects));
  task::Task task{.id = {},
                  .kind = task::Kind::kSelect,
                  .sources = std::move(inputs.sources),
                  .views = std::move(plan.views)};
  Answered answers(selects.size());
  std::vector<std::string> keys;
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < selects.size(); ++i) {
    task.selects = {selects[i]};
    keys.push_back(AnswerKey(task));
    if (const auto known = tasks_.answers().previews.Find(keys[i])) {
      answers[i] = *known;
    } else {
      missing.push_back(i);
    }
  }
  task.selects.clear();
  task.joins_as_written = selects[0].name == kFirstRows;
  for (const std::size_t i : missing) task.selects.push_back(selects[i]);
  if (!missing.empty()) {
    ASSIGN_OR_RETURN(const Answered made, Run(request, task, stop));
    for (std::size_t i = 0; i < missing.size(); ++i) {
      answers[missing[i]] = made[i];
      tasks_.answers().previews.Put(keys[missing[i]], std::make_shared<PreviewAnswer>(made[i]),
                                    SizeOf(made[i]));
    }
  }
  for (const auto& [answer, notes] : answers) {
    AddNotes(notes, preview);
    if (answer.name == kFirstRows) {
      preview.all_rows = answer.rows.size() < request.rows;
      preview.read = ReadOf(task.sources, answer, preview.all_rows);
    } else if (answer.name == "summary" && preview.read.empty()) {
      preview.read = ReadOf(task.sources, answer, true);
    }
  }
  return answers;
}

Result<Previews::Answered> Previews::Run(const PreviewRequest& request, task::Task task,
                                         const StopSignal& stop) {
  task.id = "preview-" + RandomHex(8);
  const bool is_small = BytesOf(task.sources) < kFewBytes && !task::ReadsDatabase(task);
  task.threads = is_small ? 1 : options_.threads;
  task.memory_limit = options_.memory_limit;
  task.disk_limit = options_.disk_limit;
  ASSIGN_OR_RETURN(const Staging staging, Staging::Make(stores_.objects, task.id));
  ASSIGN_OR_RETURN(const auto certificates, stores_.databases.FillIn(task));
  task.staging = staging.path().string();
  Answered answers;
  std::vector<std::string> notes;
  const TaskRunner::Options how{.stop = stop,
                                .deadline = std::chrono::steady_clock::now() + request.time_limit};
  const auto done = tasks_.Run(task, how, [&](const task::Event& event) {
    if (const auto* rows = std::get_if<task::Rows>(&event)) answers.push_back({*rows, {}});
    if (const auto* line = std::get_if<task::LogLine>(&event)) notes.push_back(line->message);
  });
  if (!done) return InWords(done.error(), request.time_limit);
  if (answers.size() != task.selects.size()) return Internal("the worker has not answered all");
  for (PreviewAnswer& answer : answers) {
    if (!answer.rows.error.empty()) return InvalidInput(answer.rows.error);
    answer.notes = notes;
  }
  return answers;
}

}  // namespace tenon::runner
