#include "api/glue/job_bookmarks.h"

#include "jobs/bookmarks.h"

namespace tenon::api {
namespace {

json::Value Reply(const jobs::Bookmark& bookmark) {
  json::Value entry = {{"JobName", bookmark.job},
                       {"Version", bookmark.version},
                       {"Run", bookmark.run},
                       {"Attempt", bookmark.attempt},
                       {"JobBookmark", json::Dump(bookmark.document)}};
  if (!bookmark.run_id.empty()) entry.Set("RunId", bookmark.run_id);
  if (!bookmark.previous_run_id.empty()) entry.Set("PreviousRunId", bookmark.previous_run_id);
  return {{"JobBookmarkEntry", std::move(entry)}};
}

// The bookmark that the request names, as `take` finds it. kNotFound if there is no such job.
template <typename Take>
Result<jobs::Bookmark> Find(db::Transaction& transaction, const jobs::Store& store,
                            const json::Value& input, Take take) {
  const std::string job = input["JobName"].StringOr("");
  ASSIGN_OR_RETURN([[maybe_unused]] const jobs::Job found, store.GetJob(transaction, job));
  return take(job, input["RunId"].StringOr(""));
}

Result<json::Value> Get(const db::Database& database, const jobs::Store& store,
                        const json::Value& input) {
  ASSIGN_OR_RETURN(const auto bookmark,
                   database.ReadFor<jobs::Bookmark>([&](db::Transaction& transaction) {
                     return Find(transaction, store, input, [&](auto& job, const auto& run_id) {
                       return jobs::BookmarkStore().Get(transaction, job, run_id);
                     });
                   }));
  return Reply(bookmark);
}

Result<json::Value> Reset(db::Database& database, const jobs::Store& store,
                          const json::Value& input) {
  ASSIGN_OR_RETURN(const auto bookmark,
                   database.WriteFor<jobs::Bookmark>([&](db::Transaction& transaction) {
                     return Find(transaction, store, input, [&](auto& job, const auto& run_id) {
                       return jobs::BookmarkStore().Reset(transaction, job, run_id);
                     });
                   }));
  return Reply(bookmark);
}

}  // namespace

Operations JobBookmarkOperations(db::Database& database, const jobs::Store& store) {
  return {{"GetJobBookmark",
           [&](const json::Value& input, const Call&) { return Get(database, store, input); }},
          {"ResetJobBookmark",
           [&](const json::Value& input, const Call&) { return Reset(database, store, input); }}};
}

}  // namespace tenon::api
