#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "db/database.h"
#include "objects/object.h"

namespace tenon::objects {

// Receives the bytes of one new blob. A blob that no Put, PutPart or Publish has named is removed
// with its writer: keep the writer until then. One thread at a time.
class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  virtual Status Append(std::string_view bytes) = 0;
  // Appends `length` bytes of an open file from `offset` on, without bringing them through memory
  // where the kernel can (for parts of other objects; a whole file may share its blocks).
  virtual Status AppendRange(const FileDescriptor& from, std::uint64_t offset,
                             std::uint64_t length) = 0;
  // Ends the file (read-only from here on) without making it durable: Put and Publish do that.
  virtual Result<Blob> Finish() = 0;
};

// An object opened for reading: stays readable whatever happens to its row.
struct OpenObject {
  Object object;
  FileDescriptor file;
};

// Blobs that stay on disk, readable by path, for as long as this lives: the inputs of a run, a
// preview or a query, as they were when it started. Movable; must not outlive the store.
class Snapshot {
 public:
  struct File {
    Object object;
    std::filesystem::path path;
  };
  Snapshot() = default;
  Snapshot(std::vector<File> files, std::shared_ptr<void> lease)
      : files_(std::move(files)), lease_(std::move(lease)) {}
  const std::vector<File>& files() const { return files_; }

 private:
  std::vector<File> files_;
  std::shared_ptr<void> lease_;
};

// A new object of a batch that is published in one step.
struct NewObject {
  std::string key;
  Blob blob;
  Attributes attributes;
};

// Buckets and objects on disk.
//
//   <folder>/blobs/ab/<id>            immutable bytes, mode 0444
//   <folder>/staging/<task>/          where a worker writes; removed at the end of its task
//   <folder>/buckets/<bucket>/<key>   hard links for people to look at: a view, made after the
//                                     commit, repaired at Open, never read by the server
//
// The row in the index is the truth: an object exists when its row does, and a call that
// succeeded has its bytes and its row on disk (power cut or kill -9 included). Blobs without a row
// are swept after an Open that follows a crash. A blob is removed when no row names it and no
// Snapshot holds it. Reasons of errors are S3's codes: NoSuchBucket, BucketAlreadyOwnedByYou,
// BucketNotEmpty, NoSuchKey, NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall,
// PreconditionFailed, ConditionalRequestConflict, KeyTooLongError. Thread-safe.
class Store {
 public:
  // `database` holds the index; one Database may hold other modules' tables too. Staging folders
  // that an earlier process has left are removed, but for those of `kept` tasks.
  static Result<std::unique_ptr<Store>> Open(const std::filesystem::path& folder,
                                             db::Database& database, const Clock& clock,
                                             std::span<const std::string> kept = {});
  ~Store();

  // --- buckets
  Status CreateBucket(const Bucket& bucket);
  Result<Bucket> GetBucket(std::string_view name) const;
  Result<std::vector<Bucket>> ListBuckets() const;  // by name
  // Sets one setting; a null value removes it.
  Status SetBucketSetting(std::string_view bucket, std::string_view name, const json::Value& value);
  Status DeleteBucket(std::string_view name);

  // --- objects
  Result<std::unique_ptr<BlobWriter>> NewBlob();
  // Makes the blob durable and names it; replaces an object of that key. Returns the stored row.
  Result<Object> Put(std::string_view bucket, std::string_view key, const Blob& blob,
                     const Attributes& attributes, const Precondition& condition = {});
  Result<Object> Head(std::string_view bucket, std::string_view key) const;
  Result<OpenObject> Read(std::string_view bucket, std::string_view key) const;
  // The same bytes under another name.
  Result<Object> Copy(const Object& source, std::string_view bucket, std::string_view key,
                      const Attributes& attributes, const Precondition& condition = {});
  // Success if there is no such key, unless a condition asks for one.
  Status Delete(std::string_view bucket, std::string_view key, const Precondition& condition = {});
  // In one transaction; keys that are absent are passed over.
  Status DeleteMany(std::string_view bucket, std::span<const std::string> keys);
  Result<ListPage> List(const ListRequest& request) const;

  // --- uploads in parts
  Result<Upload> CreateUpload(const Upload& upload);  // id, initiated are filled in
  Result<Upload> GetUpload(std::string_view bucket, std::string_view key,
                           std::string_view id) const;
  Result<Part> PutPart(const Upload& upload, const Part& part);
  Result<std::vector<Part>> ListParts(const Upload& upload) const;  // by number
  Result<std::vector<Upload>> ListUploads(std::string_view bucket, std::string_view prefix) const;
  // Joins the parts, in the order given, into one object and ends the upload, in one step.
  // `parts` have number and etag set; `attributes` are the object's, etag and checksums included.
  Result<Object> CompleteUpload(const Upload& upload, std::span<const Part> parts,
                                const Attributes& attributes, const Precondition& condition = {});
  Status AbortUpload(const Upload& upload);

  // --- for tasks
  // Every object under any of the prefixes, by bucket and key, each once, in one consistent state.
  // NoSuchBucket if one of the buckets is not there.
  Result<Snapshot> TakeSnapshot(std::span<const Prefix> prefixes) const;
  // A new empty folder for one task; Discard removes it with all that is left in it. Kept is that
  // of a task of an earlier process, kNotFound if there is none.
  Result<std::filesystem::path> NewStaging(std::string_view task_id);
  Result<std::filesystem::path> KeptStaging(std::string_view task_id) const;
  void DiscardStaging(std::string_view task_id);
  // Takes a finished file of a staging folder in as a blob, uncopied; the file stays.
  Result<Blob> AdoptStaged(const std::filesystem::path& file);
  Status SyncBlobs(std::span<const Blob> blobs);  // makes them durable
  // Adds rows for blobs that SyncBlobs has made durable. Call Published once this is committed.
  Status Publish(db::Transaction& transaction, std::string_view bucket,
                 std::span<const NewObject> batch);
  // Makes the people's view of a batch and removes the blobs it replaced; the next Open repairs it.
  void Published(std::string_view bucket, std::span<const NewObject> batch);

  // For tools that need a blob's bytes before it is published.
  Result<FileDescriptor> OpenBlob(const Blob& blob) const;
  // Waits for what an Open after a crash does in the background: sweep of blobs, repair of the
  // view.
  void WaitForRepair() const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::objects
