// The store's calls for tasks that read and write files themselves.

#include <algorithm>
#include <tuple>

#include "objects/index.h"
#include "objects/lease.h"
#include "objects/names.h"
#include "objects/store.h"
#include "objects/store_state.h"

namespace tenon::objects {
namespace {

Object ObjectOf(std::string_view bucket, const NewObject& fresh, Time now) {
  return {.bucket = std::string(bucket),
          .key = fresh.key,
          .blob = fresh.blob,
          .last_modified = now,
          .attributes = fresh.attributes};
}

// The prefixes in order, without those that lie beneath another.
std::vector<Prefix> WithoutCovered(std::span<const Prefix> prefixes) {
  std::vector<Prefix> sorted(prefixes.begin(), prefixes.end());
  std::ranges::sort(sorted, {}, [](const Prefix& p) { return std::tie(p.bucket, p.prefix); });
  std::vector<Prefix> kept;
  for (Prefix& prefix : sorted) {
    if (kept.empty() || kept.back().bucket != prefix.bucket ||
        !prefix.prefix.starts_with(kept.back().prefix)) {
      kept.push_back(std::move(prefix));
    }
  }
  return kept;
}

}  // namespace

Result<Snapshot> Store::TakeSnapshot(std::span<const Prefix> prefixes) const {
  BlobStore& blobs = *state_->blobs;
  auto lease = std::make_shared<Lease>(blobs);
  std::vector<Snapshot::File> files;
  BlobStore::Ids ids;
  RETURN_IF_ERROR(state_->database.Read([&](db::Transaction& transaction) -> Status {
    for (const Prefix& prefix : WithoutCovered(prefixes)) {
      RETURN_IF_ERROR(RequireBucket(transaction, prefix.bucket));
      RETURN_IF_ERROR(ScanObjects(transaction, prefix.bucket, prefix.prefix,
                                  PrefixEnd(prefix.prefix), -1, [&](Object object) -> Status {
                                    ids.push_back(object.blob.id);
                                    std::filesystem::path path = blobs.PathOf(object.blob.id);
                                    files.push_back({std::move(object), std::move(path)});
                                    return {};
                                  }));
    }
    return {};
  }));
  lease->Take(std::move(ids));
  return Snapshot(std::move(files), std::move(lease));
}

Result<std::filesystem::path> Store::NewStaging(std::string_view task_id) {
  return state_->blobs->NewStaging(task_id);
}

Result<std::filesystem::path> Store::KeptStaging(std::string_view task_id) const {
  return state_->blobs->KeptStaging(task_id);
}

void Store::DiscardStaging(std::string_view task_id) {
  BlobStore::Ids unsure = state_->blobs->EndTask(task_id);
  for (std::size_t i = unsure.size(); i > 0; --i) {
    const BlobStore::Ids replaced = state_->TakeReplaced(unsure[i - 1]);
    unsure.insert(unsure.end(), replaced.begin(), replaced.end());
  }
  state_->RemoveUnnamed(unsure);
}

Result<Blob> Store::AdoptStaged(const std::filesystem::path& file) {
  return state_->blobs->AdoptStaged(file);
}

Status Store::SyncBlobs(std::span<const Blob> blobs) { return state_->blobs->Sync(blobs); }

Status Store::Publish(db::Transaction& transaction, std::string_view bucket,
                      std::span<const NewObject> batch) {
  RETURN_IF_ERROR(RequireBucket(transaction, bucket));
  const Time now = state_->clock.Now();
  for (const NewObject& fresh : batch) {
    RETURN_IF_ERROR(CheckKey(fresh.key));
    if (!IsBlobId(fresh.blob.id)) return InvalidInput("no blob of this store: " + fresh.blob.id);
    // Stays so until Published, or until its task ends: only then is known what became of the
    // transaction.
    state_->blobs->holds().BeginNaming(fresh.blob.id);
    std::vector<std::string> released;
    RETURN_IF_ERROR(WriteObject(transaction, ObjectOf(bucket, fresh, now), {}, released));
    const MutexLock lock(state_->mutex);
    std::vector<std::string>& replaced = state_->replaced[fresh.blob.id];
    replaced.insert(replaced.end(), released.begin(), released.end());
  }
  return {};
}

void Store::Published(std::string_view bucket, std::span<const NewObject> batch) {
  BlobStore::Ids replaced;
  for (const NewObject& fresh : batch) {
    state_->blobs->Describe(ObjectOf(bucket, fresh, state_->clock.Now()));
    state_->blobs->holds().Named(fresh.blob.id);
    state_->view->Refresh(bucket, fresh.key);
    const BlobStore::Ids by_this = state_->TakeReplaced(fresh.blob.id);
    replaced.insert(replaced.end(), by_this.begin(), by_this.end());
  }
  state_->RemoveUnnamed(replaced);
}

}  // namespace tenon::objects
