#include "engine/file_offsets.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>

namespace tenon::engine {
namespace {

// The kernel gives the lowest number that is free, so that after so many that are not open there
// are none.
constexpr int kGap = 64;

}  // namespace

FileOffsets::FileOffsets(const task::Task& task) : files_(task.sources.size()) {
  for (std::size_t source = 0; source < task.sources.size(); ++source) {
    for (const task::InputFile& input : task.sources[source].files) {
      struct stat status = {};
      if (input.size == 0 || stat(input.path.c_str(), &status) != 0) continue;
      const Identity identity{status.st_dev, status.st_ino};
      const Place place{.source = source, .file = files_[source].size()};
      const auto [known, added] = places_.emplace(identity, place);
      if (!added && known->second.source != source) known->second.is_shared = true;
      files_[source].push_back(
          {.identity = identity, .size = static_cast<std::uint64_t>(status.st_size)});
    }
  }
}

void FileOffsets::Look() {
  std::set<Identity> open;
  int closed = 0;
  for (int descriptor = 0; closed < kGap; ++descriptor) {
    struct stat status = {};
    if (fstat(descriptor, &status) != 0) {
      ++closed;
      continue;
    }
    closed = 0;
    const auto place = places_.find({status.st_dev, status.st_ino});
    if (!S_ISREG(status.st_mode) || place == places_.end() || place->second.is_shared) continue;
    const off_t offset = lseek(descriptor, 0, SEEK_CUR);
    open.insert(place->first);
    File& file = files_[place->second.source][place->second.file];
    if (offset > 0) file.read = std::max(file.read, static_cast<std::uint64_t>(offset));
  }
  for (std::vector<File>& files : files_) {
    std::size_t seen = files.size();
    while (seen > 0 && files[seen - 1].read == 0) --seen;
    for (std::size_t i = 0; i < seen; ++i) {
      if (!open.contains(files[i].identity)) files[i].read = files[i].size;
    }
  }
}

std::uint64_t FileOffsets::BytesRead(std::size_t source) const {
  std::uint64_t bytes = 0;
  for (const File& file : files_[source]) bytes += file.read;
  return bytes;
}

}  // namespace tenon::engine
