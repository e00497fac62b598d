#include "jobs/bookmarks.h"

#include <optional>

namespace tenon::jobs {
namespace {

// Columns: version, run, run_id, previous_run_id, attempt, document.
Result<Bookmark> Read(std::string_view job, const db::Row& row) {
  Bookmark bookmark{.job = std::string(job),
                    .version = static_cast<int>(row.Int(0)),
                    .run = static_cast<int>(row.Int(1)),
                    .run_id = row.Text(2),
                    .previous_run_id = row.Text(3),
                    .attempt = static_cast<int>(row.Int(4))};
  ASSIGN_OR_RETURN(bookmark.document, json::Parse(row.View(5)));
  return bookmark;
}

Result<std::optional<Bookmark>> Find(db::Transaction& transaction, std::string_view job,
                                     std::string_view run_id) {
  std::optional<Bookmark> found;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT version, run, run_id, previous_run_id, attempt, document FROM job_bookmarks "
      "WHERE job = ?1 AND (?2 = '' OR run_id = ?2) ORDER BY version DESC LIMIT 1",
      {job, run_id}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(found, Read(job, row));
        return {};
      }));
  return found;
}

Status Insert(db::Transaction& transaction, const Bookmark& bookmark) {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO job_bookmarks(job, version, run, run_id, previous_run_id, "
          "attempt, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          {bookmark.job, bookmark.version, bookmark.run, bookmark.run_id, bookmark.previous_run_id,
           bookmark.attempt, json::Dump(bookmark.document)}));
  return {};
}

}  // namespace

Result<Bookmark> BookmarkStore::Get(db::Transaction& transaction, std::string_view job,
                                    std::string_view run_id) const {
  ASSIGN_OR_RETURN(auto found, Find(transaction, job, run_id));
  if (!found) return NotFound("Continuation for job " + std::string(job) + " not found");
  return std::move(*found);
}

Status BookmarkStore::Move(db::Transaction& transaction, const Run& run,
                           const json::Value& document) const {
  ASSIGN_OR_RETURN(const auto before, Find(transaction, run.job, {}));
  const Bookmark last = before.value_or(Bookmark{});
  return Insert(transaction, {.job = run.job,
                              .version = last.version + 1,
                              .run = last.run + 1,
                              .run_id = run.id,
                              .previous_run_id = last.run_id,
                              .attempt = run.attempt,
                              .document = document});
}

Result<Bookmark> BookmarkStore::Reset(db::Transaction& transaction, std::string_view job,
                                      std::string_view run_id) const {
  ASSIGN_OR_RETURN(const Bookmark last, Get(transaction, job));
  Bookmark bookmark{.job = std::string(job)};
  if (!run_id.empty()) {
    ASSIGN_OR_RETURN(bookmark, Get(transaction, job, run_id));
  }
  bookmark.version = last.version + 1;
  RETURN_IF_ERROR(Insert(transaction, bookmark));
  return bookmark;
}

}  // namespace tenon::jobs
