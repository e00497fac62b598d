#pragma once

#include <string>

#include "cli/config.h"

namespace tenon {

// Commands on the object store's files themselves. No server may run on the data folder meanwhile;
// each returns the exit status of the program, after printing what it did or what is wrong.

// `tenon objects adopt`: takes a folder of files in as objects of a bucket, which is made if it is
// not there. Keys are `prefix` and the files' paths below the folder.
int AdoptObjects(const cli::Config& config, const std::string& bucket,
                 const std::filesystem::path& folder, const std::string& prefix);

// `tenon objects rebuild`: makes a lost index (tenon.db) again from the blobs.
int RebuildObjects(const cli::Config& config);

}  // namespace tenon
