#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>

#include "base/result.h"
#include "db/database.h"
#include "objects/blob_store.h"
#include "objects/view.h"

namespace tenon::objects {

// What is mended in the background after a start that does not follow an orderly stop: blobs that
// no row names are swept, the view is compared with the index. Of an orderly stop tells the file
// <folder>/clean, which is there only while no store is open. Thread-safe.
class Repair {
 public:
  // Puts away what tasks of an earlier process left in staging, but for the folders of `kept` ones,
  // and begins. The others must outlive the repair.
  static Result<std::unique_ptr<Repair>> Start(std::filesystem::path folder, BlobStore& blobs,
                                               View& view, const db::Database& database,
                                               std::span<const std::string> kept);
  // Stops what is under way; marks the folder as clean if all was done.
  ~Repair();
  Repair(const Repair&) = delete;
  Repair& operator=(const Repair&) = delete;

  void Wait();

 private:
  Repair(std::filesystem::path folder, BlobStore& blobs)
      : folder_(std::move(folder)), blobs_(blobs) {}
  void Run(const std::stop_token& stop, View& view, const db::Database& database);

  const std::filesystem::path folder_;
  BlobStore& blobs_;
  std::mutex mutex_;  // guards done_
  std::condition_variable changed_;
  bool done_ = false;
  std::jthread thread_;
};

}  // namespace tenon::objects
