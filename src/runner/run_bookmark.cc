#include "runner/run_bookmark.h"

#include <algorithm>

#include "jobs/bookmarks.h"
#include "jobs/definition.h"

namespace tenon::runner {
namespace {

// "public.form_articlehits", or the query itself: what a bookmark's value belongs to.
std::string TableOf(const task::DatabaseSource& source) {
  if (!source.query.empty()) return source.query;
  return source.schema.empty() ? source.table : source.schema + '.' + source.table;
}

// Whether another run of the job began before this one and has not ended.
Result<bool> IsAnotherLive(db::Transaction& transaction, const jobs::Store& jobs,
                           const jobs::Run& run) {
  ASSIGN_OR_RETURN(const auto live, jobs.LiveRuns(transaction));
  for (const jobs::Run& other : live) {  // in the order in which they were started
    if (other.id == run.id) return false;
    if (other.job == run.job) return true;
  }
  return false;
}

}  // namespace

Result<RunBookmark> RunBookmark::Read(const db::Database& database, const jobs::Store& jobs,
                                      const jobs::Run& run) {
  const json::Value arguments = jobs::ArgumentsOf(run);
  for (const char* name : {"--job-bookmark-from", "--job-bookmark-to"}) {
    if (!arguments[name].IsNull()) {
      return InvalidInput(std::string(name) +
                          " has no effect here; ResetJobBookmark with a run's id goes back to "
                          "what that run has left");
    }
  }
  const std::string option = arguments["--job-bookmark-option"].StringOr("job-bookmark-disable");
  RunBookmark bookmark;
  bookmark.moves_ = option == "job-bookmark-enable";
  bookmark.reads_ = bookmark.moves_ || option == "job-bookmark-pause";
  if (!bookmark.reads_ && option != "job-bookmark-disable") {
    return InvalidInput(
        "--job-bookmark-option must be job-bookmark-enable, job-bookmark-disable or "
        "job-bookmark-pause: " +
        option);
  }
  if (!bookmark.reads_) return bookmark;
  RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(const bool another, IsAnotherLive(transaction, jobs, run));
    if (another && bookmark.moves_) {
      return Error{ErrorKind::kConflict,
                   "another run of the job is in progress, and both would read the same rows; a "
                   "job with a bookmark runs once at a time",
                   {}};
    }
    const auto stored = jobs::BookmarkStore().Get(transaction, run.job);
    if (stored) bookmark.before_ = stored->document;
    return stored || stored.error().kind == ErrorKind::kNotFound ? Status()
                                                                 : Status(stored.error());
  }));
  return bookmark;
}

std::vector<std::string> RunBookmark::Apply(std::span<task::Source> sources) {
  std::vector<std::string> lines;
  if (moves_) document_ = before_;
  for (task::Source& source : sources) {
    if (!source.database || source.database->bookmark_key.empty()) {
      if (reads_) lines.push_back(source.title + ": read whole, as it names no bookmark key");
      continue;
    }
    task::DatabaseSource& database = *source.database;
    const json::Value entry = {{"Table", TableOf(database)}, {"Key", database.bookmark_key}};
    const json::Value& before = before_[source.name];
    const bool same = before["Table"] == entry["Table"] && before["Key"] == entry["Key"];
    if (same && before["Value"].AsString() != nullptr) {
      database.bookmark = *before["Value"].AsString();
      lines.push_back(source.title + ": rows with " + database.bookmark_key + " above " +
                      *database.bookmark + ", by the job's bookmark");
    } else if (reads_) {
      lines.push_back(source.title + ": read from the beginning, as its bookmark has no " +
                      database.bookmark_key + " yet");
    }
    if (moves_) document_.Set(source.name, same ? before : entry);
    if (!moves_ && !database.bookmark) database.bookmark_key.clear();
  }
  return lines;
}

json::Value WithValues(json::Value document, const std::map<std::string, std::string>& values) {
  for (const auto& [source, value] : values) {
    json::Value entry = document[source];
    if (entry.IsNull()) continue;
    entry.Set("Value", value);
    document.Set(source, std::move(entry));
  }
  return document;
}

}  // namespace tenon::runner
