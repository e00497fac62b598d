#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "base/result.h"

// Files of bzip2, which the engine itself does not read or write.
namespace tenon::engine {

// Inflates one file into another, which it creates; all streams of the file, one after another.
// Ends early, at the end of a line where there is one, when `limit` bytes have come out.
// kInvalidInput if the file is damaged or not of bzip2; kStopped soon after `stop` is true.
Status InflateBzip2(const std::filesystem::path& from, const std::filesystem::path& to,
                    std::uint64_t limit, const std::atomic<bool>& stop);

// The reverse, of the whole file.
Status CompressBzip2(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace tenon::engine
