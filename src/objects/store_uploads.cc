// The store's calls on uploads in parts.

#include <algorithm>
#include <functional>
#include <vector>

#include "base/random.h"
#include "objects/attributes.h"
#include "objects/index.h"
#include "objects/lease.h"
#include "objects/names.h"
#include "objects/store.h"
#include "objects/store_state.h"

namespace tenon::objects {
namespace {

constexpr int kMaxPartNumber = 10'000;
constexpr std::uint64_t kMinPartSize = std::uint64_t{5} * 1024 * 1024;

constexpr std::string_view kColumns =
    "SELECT id, bucket, key, initiated, checksum_algorithm, etag, attributes FROM uploads ";

constexpr std::string_view kUpsertPart =
    "INSERT INTO upload_parts(upload, number, blob, size, last_modified, etag, checksums) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (upload, number) DO UPDATE SET "
    "blob = excluded.blob, size = excluded.size, last_modified = excluded.last_modified, "
    "etag = excluded.etag, checksums = excluded.checksums";

constexpr std::string_view kSelectParts =
    "SELECT number, blob, size, last_modified, etag, checksums FROM upload_parts "
    "WHERE upload = ?1 ORDER BY number";

Result<Upload> ReadUpload(const db::Row& row) {
  ASSIGN_OR_RETURN(Attributes attributes, DecodeAttributes(row.Text(6)));
  attributes.etag = row.Text(5);
  return Upload{.id = row.Text(0),
                .bucket = row.Text(1),
                .key = row.Text(2),
                .initiated = FromMillis(row.Int(3)),
                .attributes = std::move(attributes),
                .checksum_algorithm = row.Text(4)};
}

Result<Upload> FindUpload(db::Transaction& transaction, std::string_view bucket,
                          std::string_view key, std::string_view id) {
  std::optional<Upload> upload;
  RETURN_IF_ERROR(transaction.Query(std::string(kColumns) + "WHERE id = ?1", {id},
                                    [&](const db::Row& row) -> Status {
                                      ASSIGN_OR_RETURN(upload, ReadUpload(row));
                                      return {};
                                    }));
  if (!upload || upload->bucket != bucket || upload->key != key) return NoSuchUpload(id);
  return *std::move(upload);
}

Status RequireUpload(db::Transaction& transaction, const Upload& upload) {
  ASSIGN_OR_RETURN([[maybe_unused]] const Upload found,
                   FindUpload(transaction, upload.bucket, upload.key, upload.id));
  return {};
}

Result<std::vector<Part>> ReadParts(db::Transaction& transaction, std::string_view upload) {
  std::vector<Part> parts;
  RETURN_IF_ERROR(transaction.Query(kSelectParts, {upload}, [&](const db::Row& row) -> Status {
    ASSIGN_OR_RETURN(auto checksums, DecodeMap(row.Text(5)));
    parts.push_back({.number = static_cast<int>(row.Int(0)),
                     .blob = {.id = row.Text(1), .size = static_cast<std::uint64_t>(row.Int(2))},
                     .etag = row.Text(4),
                     .checksums = std::move(checksums),
                     .last_modified = FromMillis(row.Int(3))});
    return {};
  }));
  return parts;
}

// Ends an upload; its parts' blobs go unless something else names them.
Status EraseUpload(db::Transaction& transaction, const Upload& upload, BlobStore::Ids& released) {
  ASSIGN_OR_RETURN(const std::vector<Part> parts, ReadParts(transaction, upload.id));
  for (const std::string_view sql :
       {"DELETE FROM upload_parts WHERE upload = ?1", "DELETE FROM uploads WHERE id = ?1"}) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {upload.id}));
  }
  for (const Part& part : parts) {
    RETURN_IF_ERROR(ReleaseUnnamed(transaction, part.blob.id, released));
  }
  return {};
}

Error InvalidPart(const Part& part) {
  return {ErrorKind::kInvalidInput,
          "a part was not uploaded or has another ETag: part " + std::to_string(part.number),
          "InvalidPart"};
}

// The blobs of the parts that the object is to be made of, in order.
Result<std::vector<Blob>> ChooseParts(const std::vector<Part>& stored,
                                      std::span<const Part> wanted) {
  if (wanted.empty()) {
    return Error{ErrorKind::kInvalidInput, "an object is made of at least one part",
                 "MalformedXML"};
  }
  const auto disordered =
      std::ranges::adjacent_find(wanted, std::ranges::greater_equal(), &Part::number);
  if (disordered != wanted.end()) {
    return Error{ErrorKind::kInvalidInput,
                 "the list of parts must be in ascending order: after part " +
                     std::to_string(disordered->number),
                 "InvalidPartOrder"};
  }
  std::vector<Blob> blobs;
  auto next = stored.begin();
  for (const Part& part : wanted) {
    while (next != stored.end() && next->number < part.number) ++next;
    if (next == stored.end() || next->number != part.number || next->etag != part.etag) {
      return InvalidPart(part);
    }
    if (&part != &wanted.back() && next->blob.size < kMinPartSize) {
      return Error{
          ErrorKind::kInvalidInput,
          "every part but the last has at least 5 MiB: part " + std::to_string(part.number),
          "EntityTooSmall"};
    }
    blobs.push_back(next->blob);
  }
  return blobs;
}

Status CheckTarget(db::Transaction& transaction, const Upload& upload,
                   const Precondition& condition) {
  ASSIGN_OR_RETURN(const auto existing, FindObject(transaction, upload.bucket, upload.key));
  return CheckCondition(existing, upload.key, condition);
}

Result<Blob> Join(BlobStore& blobs, const std::vector<Blob>& parts, BlobWriter& writer) {
  for (const Blob& part : parts) {
    ASSIGN_OR_RETURN(const FileDescriptor file, blobs.OpenBlob(part));
    RETURN_IF_ERROR(writer.AppendRange(file, 0, part.size));
  }
  return writer.Finish();
}

}  // namespace

Result<Upload> Store::CreateUpload(const Upload& upload) {
  RETURN_IF_ERROR(CheckKey(upload.key));
  Upload created = upload;
  created.id = RandomHex(16);
  created.initiated = state_->clock.Now();
  const std::string attributes = EncodeAttributes(created.attributes);
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireBucket(transaction, created.bucket));
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("INSERT INTO uploads(id, bucket, key, initiated, checksum_algorithm, "
                            "etag, attributes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            {created.id, created.bucket, created.key, ToMillis(created.initiated),
                             created.checksum_algorithm, created.attributes.etag, attributes}));
    return {};
  }));
  return created;
}

Result<Upload> Store::GetUpload(std::string_view bucket, std::string_view key,
                                std::string_view id) const {
  return state_->database.ReadFor<Upload>([&](db::Transaction& transaction) -> Result<Upload> {
    RETURN_IF_ERROR(RequireBucket(transaction, bucket));
    return FindUpload(transaction, bucket, key, id);
  });
}

Result<Part> Store::PutPart(const Upload& upload, const Part& part) {
  if (part.number < 1 || part.number > kMaxPartNumber) {
    return Error{ErrorKind::kInvalidInput,
                 "a part's number is from 1 to 10000: " + std::to_string(part.number),
                 "InvalidArgument"};
  }
  Naming naming(*state_->blobs, part.blob.id);
  if (!naming.is_new()) return InvalidInput("a part needs a new blob, not " + part.blob.id);
  RETURN_IF_ERROR(state_->blobs->Sync({&part.blob, 1}));
  Part stored = part;
  stored.last_modified = state_->clock.Now();
  const std::string checksums = EncodeMap(stored.checksums);
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireUpload(transaction, upload));
    ASSIGN_OR_RETURN(
        const auto replaced,
        transaction.QueryText("SELECT blob FROM upload_parts WHERE upload = ?1 AND number = ?2",
                              {upload.id, std::int64_t{stored.number}}));
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute(kUpsertPart, {upload.id, std::int64_t{stored.number}, stored.blob.id,
                                          static_cast<std::int64_t>(stored.blob.size),
                                          ToMillis(stored.last_modified), stored.etag, checksums}));
    if (!replaced) return {};
    return ReleaseUnnamed(transaction, *replaced, released);
  }));
  naming.Done();
  state_->blobs->Release(released);
  return stored;
}

Result<std::vector<Part>> Store::ListParts(const Upload& upload) const {
  return state_->database.ReadFor<std::vector<Part>>(
      [&](db::Transaction& transaction) -> Result<std::vector<Part>> {
        RETURN_IF_ERROR(RequireUpload(transaction, upload));
        return ReadParts(transaction, upload.id);
      });
}

Result<std::vector<Upload>> Store::ListUploads(std::string_view bucket,
                                               std::string_view prefix) const {
  std::vector<Upload> uploads;
  const std::string end = PrefixEnd(prefix);
  RETURN_IF_ERROR(state_->database.Read([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireBucket(transaction, bucket));
    return transaction.Query(
        std::string(kColumns) +
            "WHERE bucket = ?1 AND key >= ?2 AND key < ?3 ORDER BY key, initiated, id",
        {bucket, prefix, end}, [&](const db::Row& row) -> Status {
          ASSIGN_OR_RETURN(Upload upload, ReadUpload(row));
          uploads.push_back(std::move(upload));
          return {};
        });
  }));
  return uploads;
}

Result<Object> Store::CompleteUpload(const Upload& upload, std::span<const Part> parts,
                                     const Attributes& attributes, const Precondition& condition) {
  // No part goes while they are joined, should another request abort the upload meanwhile.
  Lease lease(*state_->blobs);
  std::vector<Blob> chosen;
  RETURN_IF_ERROR(state_->database.Read([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireUpload(transaction, upload));
    ASSIGN_OR_RETURN(const std::vector<Part> stored, ReadParts(transaction, upload.id));
    ASSIGN_OR_RETURN(chosen, ChooseParts(stored, parts));
    return CheckTarget(transaction, upload, condition);
  }));
  BlobStore::Ids ids;
  for (const Blob& blob : chosen) ids.push_back(blob.id);
  lease.Take(ids);

  Object object{.bucket = upload.bucket,
                .key = upload.key,
                .blob = chosen.front(),
                .last_modified = state_->clock.Now(),
                .attributes = attributes};
  std::unique_ptr<BlobWriter> writer;
  if (chosen.size() > 1) {
    ASSIGN_OR_RETURN(writer, state_->blobs->NewBlob());
    ASSIGN_OR_RETURN(object.blob, Join(*state_->blobs, chosen, *writer));
  }
  Naming naming(*state_->blobs, object.blob.id);
  state_->blobs->Describe(object);
  if (writer != nullptr) RETURN_IF_ERROR(state_->blobs->Sync({&object.blob, 1}));

  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireUpload(transaction, upload));
    ASSIGN_OR_RETURN(const std::vector<Part> stored, ReadParts(transaction, upload.id));
    ASSIGN_OR_RETURN(const std::vector<Blob> now, ChooseParts(stored, parts));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (now[i].id != chosen[i].id) return InvalidPart(parts[i]);  // uploaded again meanwhile
    }
    RETURN_IF_ERROR(WriteObject(transaction, object, condition, released));
    return EraseUpload(transaction, upload, released);
  }));
  naming.Done();
  state_->Committed(object.bucket, {&object.key, 1}, released);
  return object;
}

Status Store::AbortUpload(const Upload& upload) {
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireUpload(transaction, upload));
    return EraseUpload(transaction, upload, released);
  }));
  state_->blobs->Release(released);
  return {};
}

}  // namespace tenon::objects
