#pragma once

#include <filesystem>

#include "base/file.h"
#include "base/result.h"

namespace tenon {

// Makes a folder that only its owner may enter, with what is missing above it.
Status MakePrivateFolder(const std::filesystem::path& folder);

// Holds a data folder for this process; the lock goes with the process, however it ends.
// kConflict if a server, or a command that works on the files, has it.
Result<FileDescriptor> LockDataFolder(const std::filesystem::path& data);

}  // namespace tenon
