#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "objects/store.h"

namespace tenon::objects {

struct AdoptReport {
  std::int64_t objects = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> skipped;  // "<path>: <why>"
};

// Takes the files below a folder in as objects of a bucket: the key is `prefix` and the path from
// the folder on. The files themselves stay as they are; where the file system can, they share their
// blocks with the objects, elsewhere they are copied. Objects of the same key are replaced.
//
// Passed over, and reported: symbolic links, what is no regular file, and paths that cannot be
// keys. Files become visible in batches of some hundred, each at once; what was taken in before a
// failure stays. `database` is the one that the store was opened with.
Result<AdoptReport> Adopt(Store& store, db::Database& database, std::string_view bucket,
                          const std::filesystem::path& folder, std::string_view prefix);

}  // namespace tenon::objects
