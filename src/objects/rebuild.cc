#include "objects/rebuild.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "objects/attributes.h"
#include "objects/blob_store.h"
#include "objects/etag.h"
#include "objects/index.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr int kShards = 256;

struct Name {
  std::string bucket;
  std::string key;
};

// What the view tells: the buckets, and the names of each file by its inode.
struct Names {
  std::vector<std::string> buckets;
  std::unordered_map<ino_t, std::vector<Name>> by_inode;
};

bool IsUsable(const Name& name) { return CheckBucketName(name.bucket) && CheckKey(name.key); }

Names ReadView(const fs::path& view) {
  Names names;
  std::error_code failure;
  for (fs::recursive_directory_iterator it(view, failure), end; !failure && it != end;
       it.increment(failure)) {
    struct stat info = {};
    if (lstat(it->path().c_str(), &info) != 0) continue;
    const std::string path = it->path().lexically_relative(view).generic_string();
    if (it.depth() == 0 && S_ISDIR(info.st_mode) && CheckBucketName(path)) {
      names.buckets.push_back(path);
    }
    if (it.depth() == 0 || !S_ISREG(info.st_mode)) continue;
    const std::size_t slash = path.find('/');
    Name name{path.substr(0, slash), path.substr(slash + 1)};
    if (IsUsable(name)) names.by_inode[info.st_ino].push_back(std::move(name));
  }
  return names;  // a view that cannot be read tells less: the blobs tell the rest
}

std::optional<std::string> ReadAttribute(const FileDescriptor& file, const char* name) {
  const ssize_t size = fgetxattr(file.get(), name, nullptr, 0);
  if (size < 0) return std::nullopt;
  std::string value(static_cast<std::size_t>(size), '\0');
  if (fgetxattr(file.get(), name, value.data(), value.size()) != size) return std::nullopt;
  return value;
}

// A blob as its file tells it; `names` is empty if nothing names it or it is not whole.
struct Found {
  Object object;
  std::vector<Name> names;
};

Result<Found> Examine(const BlobStore& blobs, const std::string& id, const Names& view) {
  ASSIGN_OR_RETURN(const FileDescriptor file,
                   OpenFile(blobs.PathOf(id), O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  struct stat info = {};
  if (fstat(file.get(), &info) != 0) return SystemError("looking at the blob " + id, errno);
  const std::int64_t millis =
      std::int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
  Found found;
  found.object.blob = {.id = id, .size = static_cast<std::uint64_t>(info.st_size)};
  found.object.last_modified = FromMillis(millis);
  if (const auto it = view.by_inode.find(info.st_ino); it != view.by_inode.end()) {
    found.names = it->second;
  }
  Name own{ReadAttribute(file, "user.tenon.bucket").value_or(""),
           ReadAttribute(file, "user.tenon.key").value_or("")};
  if (found.names.empty() && IsUsable(own)) found.names.push_back(std::move(own));
  const std::string text = ReadAttribute(file, "user.tenon.attributes").value_or("{}");
  const json::Value attributes = json::Parse(text).value_or(json::Object{});
  // A power cut can leave a file whose name is on disk and whose bytes are not.
  if (attributes["size"].IntOr(info.st_size) != info.st_size) found.names.clear();
  if (found.names.empty()) return found;
  found.object.attributes = AttributesFromJson(attributes);
  found.object.attributes.etag = attributes["etag"].StringOr("");
  if (found.object.attributes.etag.empty()) {
    ASSIGN_OR_RETURN(found.object.attributes.etag, EtagOf(file));
  }
  return found;
}

Status AddBucket(db::Transaction& transaction, std::string_view bucket, Time now) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("INSERT INTO buckets VALUES (?1, ?2, '{}') "
                                       "ON CONFLICT (name) DO NOTHING",
                                       {bucket, ToMillis(now)}));
  return {};
}

// Writes a row for each name of the blob, unless a newer blob has it.
Status AddObject(db::Transaction& transaction, Found& found, Time now) {
  for (Name& name : found.names) {
    RETURN_IF_ERROR(AddBucket(transaction, name.bucket, now));
    ASSIGN_OR_RETURN(const auto other, FindObject(transaction, name.bucket, name.key));
    if (other && other->last_modified > found.object.last_modified) continue;
    found.object.bucket = std::move(name.bucket);
    found.object.key = std::move(name.key);
    std::vector<std::string> ignored;  // swept when the store is opened
    RETURN_IF_ERROR(WriteObject(transaction, found.object, {}, ignored));
  }
  return {};
}

Status RequireEmptyIndex(db::Transaction& transaction) {
  ASSIGN_OR_RETURN(const auto any, transaction.QueryInt("SELECT 1 FROM objects LIMIT 1", {}));
  if (any) return Conflict("the index has objects already, it is not lost");
  return {};
}

// The index becomes that of the folder.
Status SetIdentity(db::Transaction& transaction, const std::string& identity) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto gone,
                   transaction.Execute("DELETE FROM object_store"));
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("INSERT INTO object_store VALUES (?1)", {identity}));
  return {};
}

Result<std::int64_t> Count(db::Transaction& transaction, std::string_view sql) {
  ASSIGN_OR_RETURN(const auto count, transaction.QueryInt(sql, {}));
  return count.value_or(0);
}

// Moves what nothing names out of the reach of the next sweep, for somebody to look at.
Status PutAside(const fs::path& folder, const BlobStore& blobs, const BlobStore::Ids& lost) {
  if (lost.empty()) return {};
  const fs::path aside = folder / "lost";
  if (mkdir(aside.c_str(), 0755) != 0 && errno != EEXIST) {
    return SystemError("making the folder " + aside.string(), errno);
  }
  for (const std::string& id : lost) {
    if (rename(blobs.PathOf(id).c_str(), (aside / id).c_str()) != 0) {
      return SystemError("moving the blob " + id, errno);
    }
  }
  return {};
}

}  // namespace

Result<RebuildReport> Rebuild(const fs::path& folder, db::Database& database, const Clock& clock) {
  RETURN_IF_ERROR(database.Migrate("objects", IndexMigrations()));
  RETURN_IF_ERROR(database.Read(RequireEmptyIndex));
  ASSIGN_OR_RETURN(const std::string identity, ReadFile(folder / "identity", 64));
  ASSIGN_OR_RETURN(const auto blobs, BlobStore::Open(folder));
  unlink((folder / "clean").c_str());  // so that the next start compares all
  const Names view = ReadView(folder / "buckets");
  const Time now = clock.Now();
  RebuildReport report;
  BlobStore::Ids lost;
  RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireEmptyIndex(transaction));
    RETURN_IF_ERROR(SetIdentity(transaction, identity));
    for (const std::string& bucket : view.buckets) {
      RETURN_IF_ERROR(AddBucket(transaction, bucket, now));
    }
    for (int shard = 0; shard < kShards; ++shard) {
      ASSIGN_OR_RETURN(const BlobStore::Ids ids, blobs->ListShard(shard));
      for (const std::string& id : ids) {
        ASSIGN_OR_RETURN(Found found, Examine(*blobs, id, view));
        if (found.names.empty()) lost.push_back(id);
        RETURN_IF_ERROR(AddObject(transaction, found, now));
      }
    }
    ASSIGN_OR_RETURN(report.buckets, Count(transaction, "SELECT count(*) FROM buckets"));
    ASSIGN_OR_RETURN(report.objects, Count(transaction, "SELECT count(*) FROM objects"));
    return {};
  }));
  report.lost = static_cast<std::int64_t>(lost.size());
  RETURN_IF_ERROR(PutAside(folder, *blobs, lost));
  return report;
}

}  // namespace tenon::objects
