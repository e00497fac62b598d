#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "objects/blob_holds.h"
#include "objects/group_sync.h"
#include "objects/object.h"
#include "objects/store.h"

namespace tenon::objects {

// The files of the store: <folder>/blobs/ab/<id>, whose 256 folders are made ahead so that a put
// makes none, and <folder>/staging/<task>/. Knows no rows. Thread-safe.
class BlobStore {
 public:
  using Ids = BlobHolds::Ids;

  // Makes what is missing of the folders, durably.
  static Result<std::unique_ptr<BlobStore>> Open(const std::filesystem::path& folder);

  std::filesystem::path PathOf(std::string_view id) const;
  // kInternal, naming the blob, if its file is missing or has another size.
  Result<FileDescriptor> OpenBlob(const Blob& blob) const;

  Result<std::unique_ptr<BlobWriter>> NewBlob();
  // Makes a blob of a regular file below the staging folder: another name of the same bytes, so
  // that the staged file stays. Follows no links.
  Result<Blob> AdoptStaged(const std::filesystem::path& file);
  Result<std::filesystem::path> NewStaging(std::string_view task);
  // That of a task of an earlier process; kNotFound if it is gone.
  Result<std::filesystem::path> KeptStaging(std::string_view task) const;
  // Removes a task's folder and its blobs that were never named. Returns the ids of those that a
  // publication may have named: remove them if the index has no row of them.
  [[nodiscard]] Ids EndTask(std::string_view task);

  Status Sync(std::span<const Blob> blobs);
  // Notes in extended attributes what the blob is, for a rebuild of the index. Best effort: a file
  // system without them just cannot be rebuilt from.
  void Describe(const Object& object) const;

  BlobHolds& holds() { return holds_; }
  const BlobHolds& holds() const { return holds_; }
  // Removes the files of blobs that no row names, those that are held when their last lease ends.
  void Release(const Ids& ids);
  void RemoveFiles(const Ids& ids) const;

  // The ids of the files in blobs/xx/, for `shard` 0 to 255; other files are passed over.
  Result<Ids> ListShard(int shard) const;

 private:
  BlobStore(std::filesystem::path folder, std::unique_ptr<GroupSync> sync);

  const std::filesystem::path blobs_;
  const std::filesystem::path staging_;
  const std::unique_ptr<GroupSync> sync_;
  BlobHolds holds_;
};

// Names a new blob for as long as a call tries to; gives it back to its maker if Done is not
// called.
class Naming {
 public:
  Naming(BlobStore& blobs, std::string_view id)
      : blobs_(blobs), id_(id), is_new_(blobs.holds().BeginNaming(id)) {}
  ~Naming() {
    if (is_new_ && !done_) blobs_.RemoveFiles(blobs_.holds().NotNamed(id_));
  }
  Naming(const Naming&) = delete;
  Naming& operator=(const Naming&) = delete;
  // False if a row may name the blob already.
  bool is_new() const { return is_new_; }
  void Done() {
    if (is_new_) blobs_.holds().Named(id_);
    done_ = true;
  }

 private:
  BlobStore& blobs_;
  const std::string id_;
  const bool is_new_;
  bool done_ = false;
};

}  // namespace tenon::objects
