#pragma once

#include <string>
#include <string_view>

#include "db/database.h"
#include "jobs/run.h"
#include "json/value.h"

namespace tenon::jobs {

// How far a job's runs have read the sources that grow.
struct Bookmark {
  std::string job;
  int version = 0;                   // how often it has been moved or reset
  int run = 0;                       // how many runs have moved it since the last reset
  std::string run_id = "";           // that left it so; "" after a reset
  std::string previous_run_id = "";  // that moved it before
  int attempt = 0;
  // By the id of the source's node: {"Table": "public.form_articlehits", "Key": "id", "Value":
  // "2000000"}. Nodes that are not there are read from their beginning.
  json::Value document = json::Object{};
};

// The bookmarks of jobs, each with its states after the runs that have moved it, so that it can be
// set back to one. They go with their job. Every method is part of the caller's transaction.
// Thread-safe, as it keeps nothing itself.
class BookmarkStore {
 public:
  // The newest state, or with a `run_id` that which the run has left. kNotFound, in Glue's words,
  // if there is none.
  Result<Bookmark> Get(db::Transaction& transaction, std::string_view job,
                       std::string_view run_id = {}) const;
  // Adds the state that the run leaves.
  Status Move(db::Transaction& transaction, const Run& run, const json::Value& document) const;
  // Goes back to the state that the run has left, or without one to the beginning, and returns what
  // holds from then on. kNotFound as Get.
  Result<Bookmark> Reset(db::Transaction& transaction, std::string_view job,
                         std::string_view run_id = {}) const;
};

}  // namespace tenon::jobs
