#include "objects/blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "base/hex.h"
#include "base/log.h"
#include "base/random.h"
#include "objects/attributes.h"
#include "objects/blob_writer.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr int kShards = 256;

std::string ShardName(int shard) { return ToHex(std::string(1, static_cast<char>(shard))); }

// Makes a folder unless it is there; true if it was made.
Result<bool> MakeFolder(const fs::path& folder) {
  if (mkdir(folder.c_str(), 0755) == 0) return true;
  const int failure = errno;
  std::error_code ignored;
  if (failure == EEXIST && fs::is_directory(folder, ignored)) return false;
  return SystemError("making the folder " + folder.string(), failure);
}

// The parts of `file` below `folder`; empty if it is not strictly below it.
std::vector<std::string> PartsBelow(const fs::path& folder, const fs::path& file) {
  const fs::path relative = file.lexically_normal().lexically_relative(folder.lexically_normal());
  std::vector<std::string> parts;
  for (const fs::path& part : relative) parts.push_back(part.string());
  if (parts.size() < 2 || parts.front() == ".." || parts.front() == "." || parts.back().empty()) {
    return {};
  }
  return parts;
}

// Opens the folder that holds the last of `parts`, following no links.
Result<FileDescriptor> OpenFolderOf(const fs::path& folder, std::span<const std::string> parts) {
  ASSIGN_OR_RETURN(FileDescriptor at, OpenFile(folder, O_RDONLY | O_DIRECTORY));
  for (const std::string& part : parts.first(parts.size() - 1)) {
    const int next =
        openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (next < 0) return SystemError("opening the staged folder " + part, errno);
    at = FileDescriptor(next);
  }
  return at;
}

}  // namespace

BlobStore::BlobStore(fs::path folder, std::unique_ptr<GroupSync> sync)
    : blobs_(folder / "blobs"), staging_(folder / "staging"), sync_(std::move(sync)) {}

Result<std::unique_ptr<BlobStore>> BlobStore::Open(const fs::path& folder) {
  bool made = false;
  for (const char* name : {"blobs", "staging"}) {
    ASSIGN_OR_RETURN(const bool is_new, MakeFolder(folder / name));
    made = made || is_new;
  }
  for (int shard = 0; shard < kShards; ++shard) {
    ASSIGN_OR_RETURN(const bool is_new, MakeFolder(folder / "blobs" / ShardName(shard)));
    made = made || is_new;
  }
  if (made) {
    RETURN_IF_ERROR(SyncFolder(folder / "blobs"));
    RETURN_IF_ERROR(SyncFolder(folder));
  }
  ASSIGN_OR_RETURN(auto sync, GroupSync::Open(folder / "blobs"));
  return std::unique_ptr<BlobStore>(new BlobStore(folder, std::move(sync)));
}

fs::path BlobStore::PathOf(std::string_view id) const {
  return blobs_ / id.substr(0, 2) / std::string(id);
}

Result<FileDescriptor> BlobStore::OpenBlob(const Blob& blob) const {
  Result<FileDescriptor> file = OpenFile(PathOf(blob.id), O_RDONLY | O_NOFOLLOW);
  if (!file) return Internal("the blob cannot be opened: " + file.error().message);
  struct stat info = {};
  if (fstat(file->get(), &info) != 0) return SystemError("looking at the blob " + blob.id, errno);
  if (static_cast<std::uint64_t>(info.st_size) != blob.size) {
    return Internal("the blob " + blob.id + " is damaged, its size should be " +
                    std::to_string(blob.size) + " but is " + std::to_string(info.st_size));
  }
  return file;
}

Result<std::unique_ptr<BlobWriter>> BlobStore::NewBlob() {
  const std::string id = RandomHex(16);
  holds_.AddNew(id, "");
  return NewFileWriter(PathOf(id), id, [this, id] { RemoveFiles(holds_.EndWriter(id)); });
}

Result<Blob> BlobStore::AdoptStaged(const fs::path& file) {
  const std::vector<std::string> parts = PartsBelow(staging_, file);
  if (parts.empty()) {
    return InvalidInput("only a file in a task's staging folder can be taken in: " + file.string());
  }
  ASSIGN_OR_RETURN(const FileDescriptor folder, OpenFolderOf(staging_, parts));
  const std::string& name = parts.back();
  const int opened = openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (opened < 0) return SystemError("opening the staged file " + file.string(), errno);
  const FileDescriptor staged(opened);
  struct stat info = {};
  if (fstat(staged.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return InvalidInput("a staged output must be a regular file: " + file.string());
  }
  if (fchmod(staged.get(), 0444) != 0) {
    return SystemError("protecting the staged file " + file.string(), errno);
  }
  const std::string id = RandomHex(16);
  holds_.AddNew(id, parts.front());
  // A second name: the staged file stays until its task has ended, so that an end that a crash
  // interrupts can be tried again.
  if (linkat(folder.get(), name.c_str(), AT_FDCWD, PathOf(id).c_str(), 0) != 0) {
    const int failure = errno;
    RemoveFiles(holds_.EndWriter(id));
    return SystemError("taking in the staged file " + file.string(), failure);
  }
  return Blob{.id = id, .size = static_cast<std::uint64_t>(info.st_size)};
}

Result<fs::path> BlobStore::NewStaging(std::string_view task) {
  if (task.empty() || task == "." || task == ".." || task.size() > 255 ||
      task.find_first_of(std::string_view("/\0", 2)) != std::string_view::npos) {
    return InvalidInput("a task id must be usable as the name of a folder: " + std::string(task));
  }
  const fs::path folder = staging_ / std::string(task);
  ASSIGN_OR_RETURN(const bool made, MakeFolder(folder));
  if (!made) return AlreadyExists("the task has a staging folder already: " + std::string(task));
  return folder;
}

Result<fs::path> BlobStore::KeptStaging(std::string_view task) const {
  const fs::path folder = staging_ / std::string(task);
  std::error_code failure;
  if (task.empty() || PartsBelow(staging_, folder / "x").size() != 2 ||
      !fs::is_directory(folder, failure)) {
    return NotFound("no staging folder is left of " + std::string(task));
  }
  return folder;
}

BlobStore::Ids BlobStore::EndTask(std::string_view task) {
  Ids unsure;
  RemoveFiles(holds_.EndTask(task, unsure));
  if (!task.empty() && PartsBelow(staging_, staging_ / std::string(task) / "x").size() == 2) {
    std::error_code failure;
    fs::remove_all(staging_ / std::string(task), failure);
    if (failure) {
      Log(LogLevel::kWarning, "staging folder not removed",
          {{"task", std::string(task)}, {"error", failure.message()}});
    }
  }
  return unsure;
}

Status BlobStore::Sync(std::span<const Blob> blobs) {
  std::vector<fs::path> paths;
  paths.reserve(blobs.size());
  for (const Blob& blob : blobs) {
    if (!IsBlobId(blob.id)) return InvalidInput("no blob of this store: " + blob.id);
    paths.push_back(PathOf(blob.id));
  }
  return sync_->Sync(paths);
}

void BlobStore::Describe(const Object& object) const {
  const Result<FileDescriptor> file = OpenFile(PathOf(object.blob.id), O_RDONLY | O_NOFOLLOW);
  if (!file) return;  // the sync that follows reports it
  json::Value attributes = ToJson(object.attributes);
  attributes.Set("etag", object.attributes.etag);
  attributes.Set("size", static_cast<std::int64_t>(object.blob.size));
  const auto set = [&](const char* name, const std::string& text) {
    return fsetxattr(file->get(), name, text.data(), text.size(), 0) == 0;
  };
  bool described = set("user.tenon.bucket", object.bucket);
  // They can be set by who may write to the file, which is nobody but root.
  const bool loosened = !described && errno == EACCES && fchmod(file->get(), 0644) == 0;
  described = described || (loosened && set("user.tenon.bucket", object.bucket));
  if (described) {
    set("user.tenon.key", object.key);
    set("user.tenon.attributes", Dump(attributes));
  }
  if (loosened) fchmod(file->get(), 0444);
}

void BlobStore::Release(const Ids& ids) { RemoveFiles(holds_.Release(ids)); }

void BlobStore::RemoveFiles(const Ids& ids) const {
  for (const std::string& id : ids) {
    if (unlink(PathOf(id).c_str()) != 0 && errno != ENOENT) {
      // It is swept at the next start.
      Log(LogLevel::kWarning, "blob not removed",
          {{"blob", id}, {"error", SystemError("unlink", errno).message}});
    }
  }
}

Result<BlobStore::Ids> BlobStore::ListShard(int shard) const {
  Ids ids;
  std::error_code failure;
  for (fs::directory_iterator it(blobs_ / ShardName(shard), failure), end; !failure && it != end;
       it.increment(failure)) {
    std::string name = it->path().filename().string();
    if (IsBlobId(name)) ids.push_back(std::move(name));
  }
  if (failure) return Internal("reading the blobs: " + failure.message());
  return ids;
}

}  // namespace tenon::objects
