#include "jobs/notes.h"

namespace tenon::jobs {

Result<json::Value> NoteStore::Get(db::Transaction& transaction, std::string_view job,
                                   std::int64_t version) const {
  json::Value notes = json::Array{};
  RETURN_IF_ERROR(transaction.Query(
      "SELECT notes FROM job_notes WHERE job = ?1 AND version <= ?2 ORDER BY version DESC LIMIT 1",
      {job, version}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(notes, json::Parse(row.View(0)));
        return {};
      }));
  return notes;
}

Status NoteStore::Put(db::Transaction& transaction, std::string_view job, std::int64_t version,
                      const json::Value& notes) const {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("INSERT INTO job_notes(job, version, notes) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT(job, version) DO UPDATE SET notes = excluded.notes",
                          {job, version, json::Dump(notes)}));
  return {};
}

}  // namespace tenon::jobs
