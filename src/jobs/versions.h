#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::jobs {

// A job as it was saved once. Versions count from 1; the newest is the job itself.
struct JobVersion {
  std::int64_t version = 0;
  json::Value document = json::Object{};
  Time saved;
  std::string saved_by;                       // an access key's id; "" of jobs from before versions
  std::optional<std::int64_t> restored_from;  // the version that this one repeats
};

// The newest 100 versions of each job; they go with their job. Every method is part of the caller's
// transaction. Thread-safe, as it keeps nothing itself.
class VersionStore {
 public:
  static constexpr int kMostVersions = 100;

  // Keeps the job's next version, whose number it gives and returns.
  Result<std::int64_t> Add(db::Transaction& transaction, std::string_view job,
                           const JobVersion& version) const;
  // kNotFound if there is none, or none any more.
  Result<JobVersion> Get(db::Transaction& transaction, std::string_view job,
                         std::int64_t version) const;
  // Newest first: at most `limit` of those below `before`. None of a job that is not there.
  Result<std::vector<JobVersion>> List(db::Transaction& transaction, std::string_view job,
                                       std::int64_t before, int limit) const;
};

}  // namespace tenon::jobs
