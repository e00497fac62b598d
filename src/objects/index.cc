#include "objects/index.h"

#include <array>

#include "objects/attributes.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

// Texts compare byte by byte (SQLite's BINARY collation), which is S3's order of keys.
constexpr std::array kMigrations = {db::Migration{1, R"sql(
CREATE TABLE object_store(
  identity TEXT NOT NULL);
CREATE TABLE buckets(
  name TEXT PRIMARY KEY,
  created INTEGER NOT NULL,
  settings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE objects(
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  blob TEXT NOT NULL,
  size INTEGER NOT NULL,
  last_modified INTEGER NOT NULL,
  etag TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (bucket, key)) WITHOUT ROWID;
CREATE INDEX objects_by_blob ON objects(blob);
CREATE TABLE uploads(
  id TEXT PRIMARY KEY,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  initiated INTEGER NOT NULL,
  checksum_algorithm TEXT NOT NULL,
  etag TEXT NOT NULL,
  attributes TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX uploads_by_key ON uploads(bucket, key, initiated);
CREATE TABLE upload_parts(
  upload TEXT NOT NULL,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL,
  size INTEGER NOT NULL,
  last_modified INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksums TEXT NOT NULL,
  PRIMARY KEY (upload, number)) WITHOUT ROWID;
CREATE INDEX upload_parts_by_blob ON upload_parts(blob);
)sql"}};

constexpr std::string_view kFind =
    "SELECT bucket, key, blob, size, last_modified, etag, attributes FROM objects "
    "WHERE bucket = ?1 AND key = ?2";

constexpr std::string_view kScan =
    "SELECT bucket, key, blob, size, last_modified, etag, attributes FROM objects "
    "WHERE bucket = ?1 AND key >= ?2 AND key < ?3 ORDER BY key LIMIT ?4";

constexpr std::string_view kUpsert =
    "INSERT INTO objects(bucket, key, blob, size, last_modified, etag, attributes) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (bucket, key) DO UPDATE SET "
    "blob = excluded.blob, size = excluded.size, last_modified = excluded.last_modified, "
    "etag = excluded.etag, attributes = excluded.attributes";

constexpr std::string_view kIsNamed =
    "SELECT EXISTS (SELECT 1 FROM objects WHERE blob = ?1) OR "
    "EXISTS (SELECT 1 FROM upload_parts WHERE blob = ?1)";

Result<Object> ReadObject(const db::Row& row) {
  ASSIGN_OR_RETURN(Attributes attributes, DecodeAttributes(row.Text(6)));
  attributes.etag = row.Text(5);
  return Object{.bucket = row.Text(0),
                .key = row.Text(1),
                .blob = {.id = row.Text(2), .size = static_cast<std::uint64_t>(row.Int(3))},
                .last_modified = FromMillis(row.Int(4)),
                .attributes = std::move(attributes)};
}

}  // namespace

std::span<const db::Migration> IndexMigrations() { return kMigrations; }

Status RequireBucket(db::Transaction& transaction, std::string_view bucket) {
  ASSIGN_OR_RETURN(const auto found,
                   transaction.QueryInt("SELECT 1 FROM buckets WHERE name = ?1", {bucket}));
  if (!found) return NoSuchBucket(bucket);
  return {};
}

Result<std::optional<Object>> FindObject(db::Transaction& transaction, std::string_view bucket,
                                         std::string_view key) {
  std::optional<Object> object;
  RETURN_IF_ERROR(transaction.Query(kFind, {bucket, key}, [&](const db::Row& row) -> Status {
    ASSIGN_OR_RETURN(object, ReadObject(row));
    return {};
  }));
  return object;
}

Status CheckCondition(const std::optional<Object>& object, std::string_view key,
                      const Precondition& condition) {
  if (condition.if_none_match && object) {
    return PreconditionFailed("there is an object of this key already: " + std::string(key));
  }
  if (condition.if_match.empty()) return {};
  if (!object) return NoSuchKey(key);
  if (condition.if_match == "*" || condition.if_match == object->attributes.etag) return {};
  return PreconditionFailed("the object has another ETag than the one asked for: " +
                            std::string(key));
}

Status WriteObject(db::Transaction& transaction, const Object& object,
                   const Precondition& condition, std::vector<std::string>& released) {
  RETURN_IF_ERROR(RequireBucket(transaction, object.bucket));
  ASSIGN_OR_RETURN(const auto replaced, FindObject(transaction, object.bucket, object.key));
  RETURN_IF_ERROR(CheckCondition(replaced, object.key, condition));
  const std::string attributes = EncodeAttributes(object.attributes);
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute(kUpsert, {object.bucket, object.key, object.blob.id,
                                                 static_cast<std::int64_t>(object.blob.size),
                                                 ToMillis(object.last_modified),
                                                 object.attributes.etag, attributes}));
  if (!replaced) return {};
  return ReleaseUnnamed(transaction, replaced->blob.id, released);
}

Status EraseObject(db::Transaction& transaction, std::string_view bucket, std::string_view key,
                   const Precondition& condition, std::vector<std::string>& released) {
  RETURN_IF_ERROR(RequireBucket(transaction, bucket));
  ASSIGN_OR_RETURN(const auto object, FindObject(transaction, bucket, key));
  RETURN_IF_ERROR(CheckCondition(object, key, condition));
  if (!object) return {};
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("DELETE FROM objects WHERE bucket = ?1 AND key = ?2", {bucket, key}));
  return ReleaseUnnamed(transaction, object->blob.id, released);
}

Result<bool> IsNamed(db::Transaction& transaction, std::string_view blob) {
  ASSIGN_OR_RETURN(const auto named, transaction.QueryInt(kIsNamed, {blob}));
  return named.value_or(0) != 0;
}

Status ReleaseUnnamed(db::Transaction& transaction, std::string_view blob,
                      std::vector<std::string>& released) {
  ASSIGN_OR_RETURN(const bool named, IsNamed(transaction, blob));
  if (!named) released.emplace_back(blob);
  return {};
}

Status ScanObjects(db::Transaction& transaction, std::string_view bucket, std::string_view begin,
                   std::string_view end, std::int64_t limit,
                   const std::function<Status(Object)>& each) {
  return transaction.Query(kScan, {bucket, begin, end, limit}, [&](const db::Row& row) -> Status {
    ASSIGN_OR_RETURN(Object object, ReadObject(row));
    return each(std::move(object));
  });
}

}  // namespace tenon::objects
