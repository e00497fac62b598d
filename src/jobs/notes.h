#pragma once

#include <cstdint>
#include <string_view>

#include "db/database.h"
#include "json/value.h"

namespace tenon::jobs {

// What people have written on the canvas of a job: a list, kept beside the job's document, which
// has no place for it in the API that Glue's clients read and write. A save of the job leaves the
// notes as they are. They are versioned with the job, and go with it. Every method is part of the
// caller's transaction. Thread-safe, as it keeps nothing itself.
class NoteStore {
 public:
  // The notes as they were at that version of the job: those put for it, or for the latest one
  // before it. An empty list if there are none.
  Result<json::Value> Get(db::Transaction& transaction, std::string_view job,
                          std::int64_t version) const;
  // Replaces the notes of the version. The job must exist.
  Status Put(db::Transaction& transaction, std::string_view job, std::int64_t version,
             const json::Value& notes) const;
};

}  // namespace tenon::jobs
