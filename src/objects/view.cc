#include "objects/view.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <optional>
#include <vector>

#include "base/log.h"
#include "base/random.h"
#include "objects/index.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxParts = 64;
constexpr std::size_t kMaxName = 255;
constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

// The bucket and the parts of a key as names of files; empty if the key cannot be shown. The last
// is empty for a folder.
std::vector<std::string> NamesOf(std::string_view bucket, std::string_view key) {
  std::vector<std::string> names = {std::string(bucket)};
  while (true) {
    const std::size_t slash = key.find('/');
    const std::string_view name = key.substr(0, slash);
    const bool is_last = slash == std::string_view::npos;
    if (name.empty() && !is_last) return {};
    if (name == "." || name == ".." || name.size() > kMaxName) return {};
    names.emplace_back(name);
    if (names.size() > kMaxParts) return {};
    if (is_last) return names;
    key.remove_prefix(slash + 1);
  }
}

// Opens the folders from the view's down to that of the last name, one below the other; `make`
// makes those that are missing. Shorter if one could not be opened.
std::vector<FileDescriptor> OpenFolders(int view, const std::vector<std::string>& names,
                                        bool make) {
  std::vector<FileDescriptor> folders;
  int at = view;
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    int next = openat(at, names[i].c_str(), kOpenFolder);
    if (next < 0 && errno == ENOENT && make) {
      if (mkdirat(at, names[i].c_str(), 0755) == 0 || errno == EEXIST) {
        next = openat(at, names[i].c_str(), kOpenFolder);
      }
    }
    if (next < 0) break;
    folders.emplace_back(next);
    at = next;
  }
  return folders;
}

bool IsSameFile(int folder, const std::string& name, const fs::path& path) {
  struct stat there = {};
  struct stat here = {};
  return fstatat(folder, name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
         lstat(path.c_str(), &here) == 0 && there.st_dev == here.st_dev &&
         there.st_ino == here.st_ino;
}

}  // namespace

Result<std::unique_ptr<View>> View::Open(const fs::path& folder, const BlobStore& blobs,
                                         const db::Database& database) {
  const fs::path path = folder / "buckets";
  if (mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) {
    return SystemError("making the folder " + path.string(), errno);
  }
  ASSIGN_OR_RETURN(FileDescriptor file, OpenFile(path, O_RDONLY | O_DIRECTORY));
  return std::unique_ptr<View>(new View(std::move(file), path, blobs, database));
}

void View::Refresh(std::string_view bucket, std::string_view key) {
  const std::size_t turn = std::hash<std::string_view>{}(key) % turns_.size();
  const std::lock_guard lock(turns_[turn]);
  const auto object = Find(bucket, key);
  if (!object) return;  // the next repair mends it
  if (!*object) return Hide(bucket, key);
  // The folder of a link can be removed under it, as its last file goes: then make it again.
  const Blob& blob = (*object)->blob;
  Status shown = Show(bucket, key, blob);
  for (int attempt = 1; attempt < 3 && !shown; ++attempt) shown = Show(bucket, key, blob);
  if (!shown) {
    Log(LogLevel::kDebug, "object not shown in the view",
        {{"bucket", std::string(bucket)},
         {"key", std::string(key)},
         {"error", shown.error().message}});
  }
}

Status View::Show(std::string_view bucket, std::string_view key, const Blob& blob) const {
  const std::vector<std::string> names = NamesOf(bucket, key);
  if (names.empty() || (names.back().empty() && blob.size > 0)) return {};
  const std::vector<FileDescriptor> folders = OpenFolders(folder_.get(), names, true);
  if (folders.size() + 1 < names.size()) return {};  // one of them is the name of a file
  if (names.back().empty()) return {};
  return LinkAt(folders.back().get(), names.back(), blob);
}

Status View::LinkAt(int folder, const std::string& name, const Blob& blob) const {
  const fs::path path = blobs_.PathOf(blob.id);
  if (linkat(AT_FDCWD, path.c_str(), folder, name.c_str(), 0) == 0) return {};
  if (errno != EEXIST) return SystemError("linking", errno);
  if (IsSameFile(folder, name, path)) return {};
  // Another blob is there: put this one in its place at once. No bucket's name begins with a dot.
  const std::string beside = ".new-" + RandomHex(8);
  if (linkat(AT_FDCWD, path.c_str(), folder_.get(), beside.c_str(), 0) != 0) {
    return SystemError("linking", errno);
  }
  const bool moved = renameat(folder_.get(), beside.c_str(), folder, name.c_str()) == 0;
  const int failure = errno;
  // A rename onto a link to the same file leaves both.
  unlinkat(folder_.get(), beside.c_str(), 0);
  if (moved || failure == EISDIR) return {};
  return SystemError("replacing a link", failure);
}

Result<std::optional<Object>> View::Find(std::string_view bucket, std::string_view key) const {
  return database_.ReadFor<std::optional<Object>>(
      [&](db::Transaction& transaction) { return FindObject(transaction, bucket, key); });
}

bool View::MayExist(std::string_view bucket, std::string_view key) const {
  const auto found = Find(bucket, key);
  return !found || found->has_value();
}

bool View::IsMissing(const Object& object) const {
  if (access(blobs_.PathOf(object.blob.id).c_str(), F_OK) == 0) return false;
  const auto found = Find(object.bucket, object.key);  // it may have been replaced since
  return found && *found && (*found)->blob.id == object.blob.id;
}

void View::Hide(std::string_view bucket, std::string_view key) const {
  std::vector<std::string> names = NamesOf(bucket, key);
  if (names.empty()) return;
  const std::vector<FileDescriptor> folders = OpenFolders(folder_.get(), names, false);
  if (folders.size() + 1 < names.size()) return;
  struct stat info = {};
  const int last = folders.back().get();
  const std::string& name = names.back();
  // Blobs are read-only: a file that can be written to is somebody's own.
  if (!name.empty() && fstatat(last, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISREG(info.st_mode) && (info.st_mode & 0222) == 0) {
    unlinkat(last, name.c_str(), 0);
  }
  // Folders above go as far as they are empty and no marker object keeps them.
  std::string_view folder_key = key;
  for (std::size_t i = names.size() - 2; i > 0; --i) {
    folder_key = folder_key.substr(0, folder_key.rfind('/') + 1);
    if (MayExist(bucket, folder_key)) return;
    if (unlinkat(folders[i - 1].get(), names[i].c_str(), AT_REMOVEDIR) != 0) return;
    folder_key.remove_suffix(1);
  }
}

void View::AddBucket(std::string_view bucket) {
  mkdirat(folder_.get(), std::string(bucket).c_str(), 0755);
}

void View::RemoveBucket(std::string_view bucket) {
  unlinkat(folder_.get(), std::string(bucket).c_str(), AT_REMOVEDIR);
}

void View::Repair(const std::stop_token& stop) {
  RepairRows(stop);
  RepairFiles(stop);
}

void View::RepairRows(const std::stop_token& stop) {
  std::vector<std::string> buckets;
  Status scanned = database_.Read([&](db::Transaction& transaction) -> Status {
    return transaction.Query("SELECT name FROM buckets", {}, [&](const db::Row& row) -> Status {
      buckets.push_back(row.Text(0));
      return {};
    });
  });
  for (const std::string& bucket : buckets) {
    AddBucket(bucket);
    std::string next;
    for (bool more = true; more && scanned && !stop.stop_requested();) {
      std::vector<Object> page;
      scanned = database_.Read([&](db::Transaction& transaction) -> Status {
        return ScanObjects(transaction, bucket, next, "\xff", 1000, [&](Object object) -> Status {
          page.push_back(std::move(object));
          return {};
        });
      });
      for (const Object& object : page) {
        Refresh(bucket, object.key);
        if (IsMissing(object)) {
          Log(LogLevel::kError, "an object's file is missing",
              {{"bucket", bucket}, {"key", object.key}, {"blob", object.blob.id}});
        }
      }
      more = !page.empty();
      if (more) next = page.back().key + '\0';
    }
  }
}

void View::RepairFiles(const std::stop_token& stop) {
  std::error_code failure;
  constexpr auto kOptions = fs::directory_options::skip_permission_denied;
  // Removing what is gone while walking would confuse the walk.
  std::vector<std::pair<std::string, std::string>> stale;
  for (fs::recursive_directory_iterator it(path_, kOptions, failure), end;
       !failure && it != end && !stop.stop_requested(); it.increment(failure)) {
    std::error_code ignored;
    if (it->is_symlink(ignored) || it->is_directory(ignored)) continue;
    const std::string relative = it->path().lexically_relative(path_).string();
    const std::size_t slash = relative.find('/');
    if (slash == std::string::npos) {
      // Left by a crash between a link and its rename.
      if (relative.starts_with(".new-")) fs::remove(it->path(), ignored);
      continue;
    }
    std::string bucket = relative.substr(0, slash);
    std::string key = relative.substr(slash + 1);
    if (!MayExist(bucket, key)) stale.emplace_back(std::move(bucket), std::move(key));
  }
  for (const auto& [bucket, key] : stale) Refresh(bucket, key);
}

}  // namespace tenon::objects
