#include "objects/repair.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/log.h"
#include "base/random.h"
#include "objects/index.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr int kShards = 256;
constexpr std::string_view kOldStaging = "staging.old-";

// Moves what is left in staging out of the way of new tasks, and what is kept back.
Status PutStagingAway(const fs::path& folder, std::span<const std::string> kept) {
  const fs::path staging = folder / "staging";
  std::error_code failure;
  if (fs::is_empty(staging, failure) || failure) return {};
  const fs::path old = folder / (std::string(kOldStaging) + RandomHex(8));
  if (rename(staging.c_str(), old.c_str()) != 0 || mkdir(staging.c_str(), 0755) != 0) {
    return SystemError("putting away " + staging.string(), errno);
  }
  for (const std::string& task : kept) {
    const bool is_there = fs::is_directory(old / task, failure);
    if (is_there && rename((old / task).c_str(), (staging / task).c_str()) != 0) {
      return SystemError("keeping the staging folder of " + task, errno);
    }
  }
  return {};
}

void RemoveOldStaging(const fs::path& folder) {
  std::vector<fs::path> old;
  std::error_code failure;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure)) {
    if (it->path().filename().string().starts_with(kOldStaging)) old.push_back(it->path());
  }
  for (const fs::path& path : old) fs::remove_all(path, failure);
}

// Removes the blobs of one folder that no row names. A blob is looked up among the new ones first
// and in the index then, so that one that is named meanwhile is found in the index.
Status SweepShard(int shard, BlobStore& blobs, const db::Database& database) {
  ASSIGN_OR_RETURN(BlobStore::Ids ids, blobs.ListShard(shard));
  std::erase_if(ids, [&](const std::string& id) { return blobs.holds().IsNew(id); });
  if (ids.empty()) return {};
  BlobStore::Ids unnamed;
  RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
    for (const std::string& id : ids) RETURN_IF_ERROR(ReleaseUnnamed(transaction, id, unnamed));
    return {};
  }));
  blobs.Release(unnamed);
  return {};
}

}  // namespace

Result<std::unique_ptr<Repair>> Repair::Start(fs::path folder, BlobStore& blobs, View& view,
                                              const db::Database& database,
                                              std::span<const std::string> kept) {
  const bool clean = unlink((folder / "clean").c_str()) == 0;
  if (clean) RETURN_IF_ERROR(SyncFolder(folder));
  RETURN_IF_ERROR(PutStagingAway(folder, kept));
  std::unique_ptr<Repair> repair(new Repair(std::move(folder), blobs));
  if (clean) {
    RemoveOldStaging(repair->folder_);
    repair->done_ = true;
    return repair;
  }
  repair->thread_ =
      std::jthread([&view, &database, self = repair.get()](const std::stop_token& stop) {
        self->Run(stop, view, database);
      });
  return repair;
}

void Repair::Run(const std::stop_token& stop, View& view, const db::Database& database) {
  RemoveOldStaging(folder_);
  Status status;
  for (int shard = 0; shard < kShards && status && !stop.stop_requested(); ++shard) {
    status = SweepShard(shard, blobs_, database);
  }
  if (!status) Log(LogLevel::kWarning, "sweep failed", {{"error", status.error().message}});
  view.Repair(stop);
  const std::lock_guard lock(mutex_);
  done_ = !stop.stop_requested();
  changed_.notify_all();
}

Repair::~Repair() {
  thread_ = {};  // stops and joins
  if (!done_ || !blobs_.holds().IsIdle()) return;
  // Without the mark, the next start repairs in vain: nothing is lost.
  const Result<FileDescriptor> mark = OpenFile(folder_ / "clean", O_WRONLY | O_CREAT, 0644);
  if (!mark)
    Log(LogLevel::kWarning, "no mark of an orderly stop", {{"error", mark.error().message}});
}

void Repair::Wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return done_; });
}

}  // namespace tenon::objects
