// The store's calls on buckets.

#include "objects/index.h"
#include "objects/names.h"
#include "objects/store.h"
#include "objects/store_state.h"

namespace tenon::objects {
namespace {

constexpr std::string_view kSelect = "SELECT name, created, settings FROM buckets";

Result<Bucket> ReadBucket(const db::Row& row) {
  Bucket bucket{.name = row.Text(0), .created = FromMillis(row.Int(1))};
  Result<json::Value> settings = json::Parse(row.Text(2));
  if (!settings) return Internal("the index holds damaged settings of bucket " + bucket.name);
  bucket.settings = *std::move(settings);
  return bucket;
}

Result<Bucket> FindBucket(db::Transaction& transaction, std::string_view name) {
  std::optional<Bucket> bucket;
  RETURN_IF_ERROR(transaction.Query(std::string(kSelect) + " WHERE name = ?1", {name},
                                    [&](const db::Row& row) -> Status {
                                      ASSIGN_OR_RETURN(bucket, ReadBucket(row));
                                      return {};
                                    }));
  if (!bucket) return NoSuchBucket(name);
  return *std::move(bucket);
}

// Ends all uploads to a bucket.
Status EraseUploads(db::Transaction& transaction, std::string_view bucket,
                    BlobStore::Ids& released) {
  BlobStore::Ids blobs;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT blob FROM upload_parts JOIN uploads ON uploads.id = upload WHERE bucket = ?1",
      {bucket}, [&](const db::Row& row) -> Status {
        blobs.push_back(row.Text(0));
        return {};
      }));
  for (const std::string_view sql :
       {"DELETE FROM upload_parts WHERE upload IN (SELECT id FROM uploads WHERE bucket = ?1)",
        "DELETE FROM uploads WHERE bucket = ?1"}) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {bucket}));
  }
  for (const std::string& blob : blobs) {
    RETURN_IF_ERROR(ReleaseUnnamed(transaction, blob, released));
  }
  return {};
}

}  // namespace

Status Store::CreateBucket(const Bucket& bucket) {
  RETURN_IF_ERROR(CheckBucketName(bucket.name));
  const std::string settings = Dump(bucket.settings.IsNull() ? json::Object{} : bucket.settings);
  const Time created = bucket.created == Time{} ? state_->clock.Now() : bucket.created;
  const Status written = state_->database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("INSERT INTO buckets VALUES (?1, ?2, ?3)",
                                         {bucket.name, ToMillis(created), settings}));
    return {};
  });
  if (!written && written.error().kind == ErrorKind::kAlreadyExists) {
    return Error{ErrorKind::kAlreadyExists, "there is such a bucket already: " + bucket.name,
                 "BucketAlreadyOwnedByYou"};
  }
  RETURN_IF_ERROR(written);
  state_->view->AddBucket(bucket.name);
  return {};
}

Result<Bucket> Store::GetBucket(std::string_view name) const {
  return state_->database.ReadFor<Bucket>(
      [&](db::Transaction& transaction) { return FindBucket(transaction, name); });
}

Result<std::vector<Bucket>> Store::ListBuckets() const {
  std::vector<Bucket> buckets;
  RETURN_IF_ERROR(state_->database.Read([&](db::Transaction& transaction) -> Status {
    return transaction.Query(std::string(kSelect) + " ORDER BY name", {},
                             [&](const db::Row& row) -> Status {
                               ASSIGN_OR_RETURN(Bucket bucket, ReadBucket(row));
                               buckets.push_back(std::move(bucket));
                               return {};
                             });
  }));
  return buckets;
}

Status Store::SetBucketSetting(std::string_view bucket, std::string_view name,
                               const json::Value& value) {
  return state_->database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(Bucket found, FindBucket(transaction, bucket));
    if (value.IsNull()) {
      found.settings.Erase(name);
    } else {
      found.settings.Set(name, value);
    }
    const std::string settings = Dump(found.settings);
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("UPDATE buckets SET settings = ?2 WHERE name = ?1",
                                         {bucket, settings}));
    return {};
  });
}

Status Store::DeleteBucket(std::string_view name) {
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireBucket(transaction, name));
    ASSIGN_OR_RETURN(
        const auto any,
        transaction.QueryInt("SELECT 1 FROM objects WHERE bucket = ?1 LIMIT 1", {name}));
    if (any) {
      return Error{ErrorKind::kConflict,
                   "the bucket has objects, delete them first: " + std::string(name),
                   "BucketNotEmpty"};
    }
    RETURN_IF_ERROR(EraseUploads(transaction, name, released));
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("DELETE FROM buckets WHERE name = ?1", {name}));
    return {};
  }));
  state_->view->RemoveBucket(name);
  state_->blobs->Release(released);
  return {};
}

}  // namespace tenon::objects
