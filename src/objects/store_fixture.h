#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/hex.h"
#include "db/database.h"
#include "objects/store.h"

namespace tenon::objects {

// A store in a temporary folder with a bucket "bucket", for tests.
class StoreFixture {
 public:
  StoreFixture() {
    Open();
    REQUIRE(store().CreateBucket({.name = "bucket", .created = {}}));
  }

  // As a restart does; `clean` false: as after a crash, where the mark of an orderly stop is not
  // there.
  void Reopen(bool clean) {
    store_.reset();
    database_.reset();
    if (!clean) std::filesystem::remove(folder() / "clean");
    Open();
    store().WaitForRepair();
  }
  void Close() {
    store_.reset();
    database_.reset();
  }
  void Open(std::span<const std::string> kept_staging = {}) {
    auto database = db::Database::Open(base_.path() / "tenon.db");
    REQUIRE(database);
    database_ = *std::move(database);
    auto store = Store::Open(folder(), *database_, clock, kept_staging);
    REQUIRE(store);
    store_ = *std::move(store);
  }

  Store& store() { return *store_; }
  db::Database& database() { return *database_; }
  std::filesystem::path base() const { return base_.path(); }
  std::filesystem::path folder() const { return base_.path() / "objects"; }
  std::filesystem::path view() const { return folder() / "buckets" / "bucket"; }

  Result<Object> Put(std::string_view key, std::string_view bytes, const Precondition& when = {}) {
    ASSIGN_OR_RETURN(const auto writer, store_->NewBlob());
    RETURN_IF_ERROR(writer->Append(bytes));
    ASSIGN_OR_RETURN(const Blob blob, writer->Finish());
    return store_->Put("bucket", key, blob, {.etag = ToHex(Md5(bytes))}, when);
  }
  // "!" and the error's reason if the object cannot be read.
  std::string Get(std::string_view key) const {
    const auto opened = store_->Read("bucket", key);
    if (!opened) return "!" + std::string(opened.error().reason);
    return ReadWhole(opened->file);
  }
  static std::string ReadWhole(const FileDescriptor& file) {
    return ReadFile("/proc/self/fd/" + std::to_string(file.get())).value();
  }
  std::vector<std::string> Keys(std::string_view prefix = "") const {
    std::vector<std::string> keys;
    const auto page = store_->List({.bucket = "bucket", .prefix = std::string(prefix)});
    REQUIRE(page);
    for (const Object& object : page->objects) keys.push_back(object.key);
    return keys;
  }
  // How many files there are in blobs/.
  int CountBlobs() const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder() / "blobs")) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  ManualClock clock{Time(std::chrono::milliseconds(1'769'846'400'123))};

 private:
  TemporaryFolder base_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Store> store_;
};

}  // namespace tenon::objects
