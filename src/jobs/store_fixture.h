#pragma once

#include <doctest/doctest.h>

#include <memory>

#include "base/file.h"
#include "jobs/store.h"

namespace tenon::jobs {

// For tests: an empty database of jobs in a folder of its own.
struct JobDatabase {
  JobDatabase() {
    auto opened = db::Database::Open(folder.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(Store::Migrate(*database));
  }

  TemporaryFolder folder;
  std::unique_ptr<db::Database> database;
};

}  // namespace tenon::jobs
