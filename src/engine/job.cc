#include "engine/job.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "engine/database_commit.h"
#include "engine/database_error.h"
#include "engine/database_scans.h"
#include "engine/database_sink.h"
#include "engine/database_source.h"
#include "engine/database_transaction.h"
#include "engine/live_rows.h"
#include "engine/node_rows.h"
#include "engine/relations.h"
#include "engine/sink.h"
#include "engine/task_threads.h"
#include "task/task_databases.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

// The statements of a job: one for each view that is computed once and for each sink.
std::size_t StatementsOf(const task::Task& task) {
  return task.sinks.size() +
         static_cast<std::size_t>(std::ranges::count_if(task.views, &task::View::once));
}

// With so many, rows that come straight out of a database are best read by one thread, while
// another writes (TaskThreads). With more there are enough for all.
constexpr int kFewThreads = 2;

// A job at work.
struct Job {
  Connection& connection;
  const task::Task& task;
  const AttachedDatabases& databases;
  const Emit& emit;
  Monitor& monitor;
  TaskThreads& threads;
};

// What a job tells when all has been written.
struct Outcome {
  std::vector<Written> written;  // one for each sink
  std::vector<task::NodeRows> counts;
  std::vector<task::BookmarkMoved> bookmarks;
};

// Keeps the sources that the statement over the relation would read more than once. The plan that
// it had without.
Result<DatabasePlan> KeepSources(const Job& job, const std::string& relation,
                                 NodeRowCounter& counter, std::set<std::size_t>& kept) {
  if (job.databases.empty()) return DatabasePlan();
  ASSIGN_OR_RETURN(const DatabasePlan plan,
                   PlanOf(job.connection, "SELECT * FROM " + SqlIdentifier(relation)));
  RETURN_IF_ERROR(KeepWhatIsReadTwice(job.connection, job.task, job.databases, plan, kept, [&] {
    const auto executed = job.connection.Profile();
    if (executed) counter.AddPlan(*executed);
  }));
  return plan;
}

// Computes the views that are computed once, and lets their names stand for the kept rows. How many
// there are.
Result<std::size_t> KeepRows(const Job& job, NodeRowCounter& counter,
                             std::set<std::size_t>& kept_sources) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < job.task.views.size(); ++i) {
    const task::View& view = job.task.views[i];
    if (!view.once) continue;
    job.monitor.Statements(kept++, StatementsOf(job.task));
    RETURN_IF_ERROR(KeepSources(job, view.name, counter, kept_sources));
    const std::string name = SqlIdentifier(view.name);
    const std::string table = SqlIdentifier(view.name + " (kept)");
    const Status made =
        job.connection.Execute("CREATE OR REPLACE TEMP TABLE " + table + " AS FROM " + name);
    if (!made) return WithContext(made.error(), view.title);
    const std::optional<Operator> plan = job.connection.Profile();
    ASSIGN_OR_RETURN(const auto rows, job.connection.Query("SELECT count(*) FROM " + table));
    if (plan) counter.AddKept(i, *plan, std::stoull(rows[0][0].value_or("0")));
    RETURN_IF_ERROR(
        job.connection.Execute("CREATE OR REPLACE TEMP VIEW " + name + " AS FROM " + table));
  }
  return kept;
}

// To truncate a table waits for all who have read it, our own sources among them.
bool MayTruncate(const task::Task& task, const task::DatabaseConnection& target) {
  return std::ranges::none_of(task.sources, [&](const task::Source& source) {
    return source.database && source.database->connection.host == target.host &&
           source.database->connection.port == target.port &&
           source.database->connection.database == target.database;
  });
}

// The sink with a view of its input in its place, whose rows the counter counts.
Result<task::Sink> Counted(const Job& job, const task::Sink& sink, std::size_t counter) {
  task::Sink counted = sink;
  const std::string input = SqlIdentifier(sink.input);
  if (counted.columns.empty()) {
    ASSIGN_OR_RETURN(const auto columns, job.connection.Query("DESCRIBE FROM " + input));
    for (const Row& column : columns) counted.columns.push_back(column[0].value_or(""));
  }
  const std::string first = SqlIdentifier(counted.columns.front());
  counted.input = "counted " + std::to_string(counter);
  RETURN_IF_ERROR(job.connection.Execute(
      "CREATE OR REPLACE TEMP VIEW " + SqlIdentifier(counted.input) + " AS SELECT * REPLACE (" +
      CountedSql(counter, first) + " AS " + first + ") FROM " + input));
  return counted;
}

Result<Written> WriteToDatabase(const Job& job, const task::Sink& sink, std::size_t index,
                                const DatabasePlan& plan) {
  ASSIGN_OR_RETURN(const task::Sink counted, Counted(job, sink, index));
  if (plan.streams && job.task.threads <= kFewThreads) job.threads.End();
  Result<Written> written = WriteDatabaseSink(job.connection, counted, job.databases,
                                              MayTruncate(job.task, sink.database->connection));
  job.threads.Start();
  if (written) return written;
  const bool misfit = FindMisfit(written.error(), job.task.sources) < job.task.sources.size();
  return misfit ? written.error() : TargetError(written.error(), job.task.sources, sink);
}

// Writes all sinks anew, whatever an earlier try has left.
Status WriteSinks(const Job& job, NodeRowCounter& counter, std::vector<Written>& written) {
  const std::filesystem::path staging = job.task.staging;
  std::set<std::size_t> kept_sources;
  job.connection.activity().Begin(job.task.sinks.size());
  ASSIGN_OR_RETURN(const std::size_t kept, KeepRows(job, counter, kept_sources));
  written.clear();
  for (std::size_t i = 0; i < job.task.sinks.size(); ++i) {
    if (kept + i > 0) {
      for (task::NodeRows& node : counter.Counts()) {
        if (node.rows) job.emit(std::move(node));
      }
    }
    std::error_code failure;
    std::filesystem::remove_all(staging / std::to_string(i), failure);
    if (failure) return SystemError("clearing the staging folder", failure.value());
    job.monitor.Statements(kept + i, StatementsOf(job.task));
    const task::Sink& sink = job.task.sinks[i];
    ASSIGN_OR_RETURN(const DatabasePlan plan, KeepSources(job, sink.input, counter, kept_sources));
    ASSIGN_OR_RETURN(Written one, sink.database ? WriteToDatabase(job, sink, i, plan)
                                                : WriteSink(job.connection, sink, i, staging));
    counter.Add(i, one);
    written.push_back(std::move(one));
  }
  return {};
}

Status ReadBookmarks(const Job& job, std::vector<task::BookmarkMoved>& bookmarks) {
  bookmarks.clear();
  for (std::size_t i = 0; i < job.task.sources.size(); ++i) {
    const task::Source& source = job.task.sources[i];
    if (!source.database || source.database->bookmark_key.empty()) continue;
    auto value = ReadBookmark(job.connection, source, job.databases.OfSource(i));
    if (!value) return WithContext(value.error(), source.title);
    if (*value) bookmarks.push_back({source.name, **value});
  }
  return {};
}

// What has to be there before the transaction begins.
Status PrepareTarget(const Job& job) {
  const task::Sink* target = task::DatabaseSinkOf(job.task);
  if (target == nullptr) return {};
  if (!job.task.commit) return InvalidInput("a run that writes to a database must name itself");
  const task::DatabaseConnection& database = target->database->connection;
  const Status ensured =
      EnsureCommits(job.databases.Writer()->connection(), job.databases.OfTarget(), database,
                    target->database->schema);
  if (!ensured) return WithContext(AtConnection(ensured.error(), database), target->title);
  const auto is_made = [](const task::Sink& sink) {
    return sink.database && sink.database->create &&
           sink.database->connection.kind == task::DatabaseKind::kMySql;
  };
  if (std::ranges::none_of(job.task.sinks, is_made)) return {};
  return WithRelations(
      job.connection, job.task, job.databases, Moment::kAny, job.emit, [&]() -> Status {
        for (const task::Sink& sink : job.task.sinks) {
          if (!is_made(sink)) continue;
          const Status made = MakeTableOfMySql(job.connection, sink, job.databases);
          if (!made) return TargetError(made.error(), job.task.sources, sink);
        }
        return {};
      });
}

// The events that tell of it, Done last.
std::vector<task::Event> EventsOf(const task::Task& task, Outcome outcome) {
  std::vector<task::Event> events;
  task::Done done;
  for (Written& sink : outcome.written) {
    done.rows += sink.rows;
    for (task::OutputFile& file : sink.files) events.emplace_back(std::move(file));
  }
  for (task::NodeRows& node : outcome.counts) events.emplace_back(std::move(node));
  for (task::BookmarkMoved& moved : outcome.bookmarks) events.emplace_back(std::move(moved));
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) done.bytes_scanned += file.size;
  }
  events.emplace_back(done);
  return events;
}

std::string BookmarkText(const std::vector<task::BookmarkMoved>& bookmarks) {
  if (bookmarks.empty()) return "";
  json::Value out;
  for (const task::BookmarkMoved& moved : bookmarks) out.Set(moved.source, moved.value);
  return json::Dump(out);
}

// Notes the run, leaves the result file and commits.
Status Commit(const Job& job, const std::vector<task::Event>& events, const std::string& bookmark) {
  const task::Sink* target = task::DatabaseSinkOf(job.task);
  if (target == nullptr) return {};
  const task::DatabaseSink& database = *target->database;
  const std::string& attached = job.databases.OfTarget();
  Connection& writing = job.databases.Writer()->connection();
  const Status noted = NoteCommit(writing, attached, database, *job.task.commit, bookmark);
  if (!noted) return AtConnection(noted.error(), database.connection);
  std::string lines;
  for (const task::Event& event : events) lines += json::Dump(task::ToJson(event)) + '\n';
  RETURN_IF_ERROR(WriteFileAtomically(std::filesystem::path(job.task.staging) / task::kResultFile,
                                      lines, 0600));
  const Status committed = CommitThere(writing, attached, database.connection.kind);
  return committed ? committed : AtConnection(committed.error(), database.connection);
}

Result<std::vector<task::Event>> Work(const Job& job) {
  RETURN_IF_ERROR(PrepareTarget(job));
  Outcome outcome;
  RETURN_IF_ERROR(WithRelations(job.connection, job.task, job.databases, Moment::kOne, job.emit,
                                [&]() -> Status {
                                  NodeRowCounter counter(job.task);
                                  RETURN_IF_ERROR(WriteSinks(job, counter, outcome.written));
                                  outcome.counts = counter.Counts();
                                  return ReadBookmarks(job, outcome.bookmarks);
                                }));
  RETURN_IF_ERROR(SyncFolder(job.task.staging));
  const std::string bookmark = BookmarkText(outcome.bookmarks);
  std::vector<task::Event> events = EventsOf(job.task, std::move(outcome));
  RETURN_IF_ERROR(Commit(job, events, bookmark));
  return events;
}

}  // namespace

Result<task::Done> RunJob(Connection& connection, const task::Task& task,
                          const AttachedDatabases& databases, const Emit& emit, Monitor& monitor) {
  TaskThreads threads(connection, BringsThreads(task) ? task.threads - 1 : 0);
  threads.Start();
  const Job job{.connection = connection,
                .task = task,
                .databases = databases,
                .emit = emit,
                .monitor = monitor,
                .threads = threads};
  LiveRows rows(connection, task);
  monitor.TellRows(&rows);
  Result<std::vector<task::Event>> events = Work(job);
  monitor.TellRows(nullptr);
  if (!databases.empty()) RollBack(connection, databases);
  if (!events) return events.error();
  const task::Done done = std::get<task::Done>(events->back());
  events->pop_back();
  for (task::Event& event : *events) emit(std::move(event));
  return done;
}

}  // namespace tenon::engine
