#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "objects/object.h"

namespace tenon::objects {

// The rows of the store: which objects there are. Every function runs within a transaction of its
// caller; those that take `released` append the ids of blobs that lost their last row, for removal
// after the commit.
//
// An object's row names its blob, a part's row too; a blob may have several rows (copies).

// The schema, as steps for Database::Migrate("objects", ...).
std::span<const db::Migration> IndexMigrations();

// NoSuchBucket unless it is there.
Status RequireBucket(db::Transaction& transaction, std::string_view bucket);

Result<std::optional<Object>> FindObject(db::Transaction& transaction, std::string_view bucket,
                                         std::string_view key);

// kConflict with reason PreconditionFailed if the object, or its absence, is not what is asked for;
// NoSuchKey if an ETag is asked for and there is no object.
Status CheckCondition(const std::optional<Object>& object, std::string_view key,
                      const Precondition& condition);

// Inserts or replaces the row of one object if the condition holds. NoSuchBucket.
Status WriteObject(db::Transaction& transaction, const Object& object,
                   const Precondition& condition, std::vector<std::string>& released);

// Removes a row if there is one and the condition holds. NoSuchBucket.
Status EraseObject(db::Transaction& transaction, std::string_view bucket, std::string_view key,
                   const Precondition& condition, std::vector<std::string>& released);

// Whether a row of an object or a part names the blob.
Result<bool> IsNamed(db::Transaction& transaction, std::string_view blob);
// Appends the blob to `released` if no row names it.
Status ReleaseUnnamed(db::Transaction& transaction, std::string_view blob,
                      std::vector<std::string>& released);

// Gives each object of a bucket whose key is in [begin, end), by key, at most `limit` (-1: all).
// An error of `each` ends it and is returned.
Status ScanObjects(db::Transaction& transaction, std::string_view bucket, std::string_view begin,
                   std::string_view end, std::int64_t limit,
                   const std::function<Status(Object)>& each);

}  // namespace tenon::objects
