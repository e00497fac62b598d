#include "objects/group_sync.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace tenon::objects {
namespace {

Status SyncOne(const std::filesystem::path& path) {
  ASSIGN_OR_RETURN(const FileDescriptor file, OpenFile(path, O_RDONLY | O_NOFOLLOW));
  if (fdatasync(file.get()) != 0) return SystemError("syncing " + path.string(), errno);
  return SyncFolder(path.parent_path());
}

}  // namespace

Result<std::unique_ptr<GroupSync>> GroupSync::Open(const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(FileDescriptor file, OpenFile(folder, O_RDONLY | O_DIRECTORY));
  return std::unique_ptr<GroupSync>(new GroupSync(std::move(file)));
}

Status GroupSync::SyncGroup(std::span<Waiting* const> group) const {
  std::size_t files = 0;
  for (const Waiting* waiting : group) files += waiting->files.size();
  if (files == 1) {
    for (const Waiting* waiting : group) {
      if (!waiting->files.empty()) return SyncOne(waiting->files.front());
    }
  }
  if (syncfs(folder_.get()) != 0) return SystemError("syncing the file system", errno);
  return {};
}

Status GroupSync::Sync(std::span<const std::filesystem::path> files) {
  if (files.empty()) return {};
  for (const std::filesystem::path& path : files) {
    if (access(path.c_str(), F_OK) != 0) return NotFound("no such file: " + path.string());
  }
  Waiting self{files, {}, false};
  std::unique_lock lock(mutex_);
  queue_.push_back(&self);
  turn_.wait(lock, [&] { return self.done || queue_.front() == &self; });
  if (self.done) return self.status;

  // At the front: sync for everybody who is here by now. They stay in the queue meanwhile, so that
  // who comes next waits.
  const std::vector<Waiting*> group(queue_.begin(), queue_.end());
  lock.unlock();
  const Status status = SyncGroup(group);
  lock.lock();
  for (Waiting* waiting : group) {
    queue_.pop_front();
    waiting->status = status;
    waiting->done = true;
  }
  turn_.notify_all();
  return self.status;
}

}  // namespace tenon::objects
