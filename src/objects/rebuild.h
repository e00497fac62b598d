#pragma once

#include <cstdint>
#include <filesystem>

#include "base/clock.h"
#include "base/result.h"
#include "db/database.h"

namespace tenon::objects {

struct RebuildReport {
  std::int64_t buckets = 0;
  std::int64_t objects = 0;
  std::int64_t lost = 0;  // files that nothing names, moved to <folder>/lost/
};

// Makes a lost index again, in one transaction, from the files of a store. What a blob is comes
// from its extended attributes, its names from the people's view (buckets/), which knows of copies
// and deletions; where a key cannot be shown there, or the file system has no extended attributes,
// from the other of the two. Of several blobs of one key the newest counts.
//
// Not in the files, and so not made again: settings of buckets, uploads in parts, attributes that a
// copy was given, and buckets without objects unless their folder is in the view.
//
// No store may be open on the folder. kConflict if the index has objects: nothing is lost then.
Result<RebuildReport> Rebuild(const std::filesystem::path& folder, db::Database& database,
                              const Clock& clock);

}  // namespace tenon::objects
