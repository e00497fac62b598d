#include "engine/sync.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "base/file.h"

namespace tenon::engine {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::milliseconds kInterval{100};

void StartWriting(const fs::path& folder) {
  std::error_code ignored;
  for (auto it = fs::recursive_directory_iterator(folder, ignored);
       !ignored && it != fs::recursive_directory_iterator(); it.increment(ignored)) {
    if (!it->is_regular_file(ignored)) continue;
    const Result<FileDescriptor> file = OpenFile(it->path(), O_RDONLY);
    if (file) sync_file_range(file->get(), 0, 0, SYNC_FILE_RANGE_WRITE);
  }
}

}  // namespace

Status SyncTree(const fs::path& folder) {
  std::error_code failure;
  if (!fs::exists(folder, failure)) return {};
  for (const auto& entry : fs::recursive_directory_iterator(folder, failure)) {
    if (entry.is_directory()) {
      RETURN_IF_ERROR(SyncFolder(entry.path()));
      continue;
    }
    ASSIGN_OR_RETURN(const FileDescriptor file, OpenFile(entry.path(), O_RDONLY));
    if (fsync(file.get()) != 0) return SystemError("syncing an output file", errno);
  }
  if (failure) return SystemError("listing the staging folder", failure.value());
  return SyncFolder(folder);
}

EarlyWriteback::EarlyWriteback(fs::path folder)
    : folder_(std::move(folder)), thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void EarlyWriteback::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!woken_.wait_for(lock, stop, kInterval, [&] { return stop.stop_requested(); })) {
    StartWriting(folder_);
  }
}

}  // namespace tenon::engine
