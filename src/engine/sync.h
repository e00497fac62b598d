#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/result.h"

namespace tenon::engine {

// Makes every file and folder below (and with) `folder` durable. A folder that is not there is
// fine.
Status SyncTree(const std::filesystem::path& folder);

// While it lives, starts the writing to disk of whatever grows below a folder, so that SyncTree
// finds little left to wait for. One thread at a time.
class EarlyWriteback {
 public:
  explicit EarlyWriteback(std::filesystem::path folder);

 private:
  void Run(const std::stop_token& stop);

  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: stops before the others go
};

}  // namespace tenon::engine
