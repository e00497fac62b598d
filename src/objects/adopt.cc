#include "objects/adopt.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>

#include "objects/etag.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 256;

class Adoption {
 public:
  Adoption(Store& store, db::Database& database, std::string_view bucket)
      : store_(store), database_(database), bucket_(bucket) {}

  // Takes one file into the batch.
  Status Add(const fs::path& path, std::string key) {
    Result<FileDescriptor> file = OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (!file) return Skip(path, file.error().message);
    struct stat info = {};
    if (fstat(file->get(), &info) != 0) return SystemError("looking at " + path.string(), errno);
    if (!S_ISREG(info.st_mode)) return Skip(path, "not a regular file");
    ASSIGN_OR_RETURN(std::unique_ptr<BlobWriter> writer, store_.NewBlob());
    RETURN_IF_ERROR(writer->AppendRange(*file, 0, static_cast<std::uint64_t>(info.st_size)));
    ASSIGN_OR_RETURN(const Blob blob, writer->Finish());
    // Of the blob, not of the file, which somebody may be writing to.
    ASSIGN_OR_RETURN(const FileDescriptor copy, store_.OpenBlob(blob));
    ASSIGN_OR_RETURN(std::string etag, EtagOf(copy));
    batch_.push_back({std::move(key), blob, Attributes{.etag = std::move(etag)}});
    writers_.push_back(std::move(writer));
    return batch_.size() < kBatch ? Status{} : Flush();
  }

  Status Skip(const fs::path& path, const std::string& why) {
    report_.skipped.push_back(path.string() + ": " + why);
    return {};
  }

  // Publishes the batch.
  Status Flush() {
    if (batch_.empty()) return {};
    std::vector<Blob> blobs;
    for (const NewObject& object : batch_) blobs.push_back(object.blob);
    RETURN_IF_ERROR(store_.SyncBlobs(blobs));
    RETURN_IF_ERROR(database_.Write([&](db::Transaction& transaction) {
      return store_.Publish(transaction, bucket_, batch_);
    }));
    store_.Published(bucket_, batch_);
    for (const Blob& blob : blobs) report_.bytes += blob.size;
    report_.objects += static_cast<std::int64_t>(blobs.size());
    batch_.clear();
    writers_.clear();
    return {};
  }

  AdoptReport TakeReport() { return std::move(report_); }

 private:
  Store& store_;
  db::Database& database_;
  const std::string bucket_;
  std::vector<NewObject> batch_;
  std::vector<std::unique_ptr<BlobWriter>> writers_;  // keep the blobs of the batch
  AdoptReport report_;
};

}  // namespace

Result<AdoptReport> Adopt(Store& store, db::Database& database, std::string_view bucket,
                          const fs::path& folder, std::string_view prefix) {
  ASSIGN_OR_RETURN([[maybe_unused]] const Bucket found, store.GetBucket(bucket));
  Adoption adoption(store, database, bucket);
  std::error_code failure;
  for (fs::recursive_directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure)) {
    std::error_code ignored;
    const fs::file_status status = it->symlink_status(ignored);
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status)) {
      RETURN_IF_ERROR(adoption.Skip(it->path(), "not a regular file"));
      continue;
    }
    std::string key = std::string(prefix) + it->path().lexically_relative(folder).generic_string();
    if (const Status usable = CheckKey(key); !usable) {
      RETURN_IF_ERROR(adoption.Skip(it->path(), usable.error().message));
      continue;
    }
    RETURN_IF_ERROR(adoption.Add(it->path(), std::move(key)));
  }
  if (failure) return InvalidInput("reading " + folder.string() + ": " + failure.message());
  RETURN_IF_ERROR(adoption.Flush());
  return adoption.TakeReport();
}

}  // namespace tenon::objects
