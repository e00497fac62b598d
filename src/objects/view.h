#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "db/database.h"
#include "objects/blob_store.h"

namespace tenon::objects {

// The people's view: <folder>/buckets/<bucket>/<key>, hard links to the blobs. Never read by the
// server, and never a reason for a call to fail.
//
// A key is shown if each of its parts between slashes can be the name of a file (not empty, "." or
// "..", at most 255 bytes, at most 64 of them) and is not taken: of the keys "a" and "a/b" one is
// shown. A zero-byte object "a/" is shown as a folder. No symbolic link is ever followed. Files
// that people put there themselves stay, unless they are in the way of an object. Thread-safe.
class View {
 public:
  // Makes <folder>/buckets.
  static Result<std::unique_ptr<View>> Open(const std::filesystem::path& folder,
                                            const BlobStore& blobs, const db::Database& database);

  // Makes the view of one key what the index says of it. Call after each commit: calls for one key
  // take turns, so that the last of them leaves the last state.
  void Refresh(std::string_view bucket, std::string_view key);
  void AddBucket(std::string_view bucket);
  void RemoveBucket(std::string_view bucket);  // if it is empty

  // Refreshes every key of the index and every file of the view. Logs each object whose blob is
  // missing.
  void Repair(const std::stop_token& stop);

 private:
  View(FileDescriptor folder, std::filesystem::path path, const BlobStore& blobs,
       const db::Database& database)
      : folder_(std::move(folder)), path_(std::move(path)), blobs_(blobs), database_(database) {}
  Status Show(std::string_view bucket, std::string_view key, const Blob& blob) const;
  void Hide(std::string_view bucket, std::string_view key) const;
  Status LinkAt(int folder, const std::string& name, const Blob& blob) const;
  Result<std::optional<Object>> Find(std::string_view bucket, std::string_view key) const;
  bool MayExist(std::string_view bucket, std::string_view key) const;
  bool IsMissing(const Object& object) const;
  void RepairRows(const std::stop_token& stop);
  void RepairFiles(const std::stop_token& stop);

  const FileDescriptor folder_;
  const std::filesystem::path path_;
  const BlobStore& blobs_;
  const db::Database& database_;
  std::array<std::mutex, 64> turns_;  // by hash of the key: held from the look to the link
};

}  // namespace tenon::objects
