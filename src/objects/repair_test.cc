#include "objects/repair.h"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOrphan = "ab00000000000000000000000000abcd";

fs::path BlobPath(const StoreFixture& fixture, const std::string& id) {
  return fixture.folder() / "blobs" / id.substr(0, 2) / id;
}

}  // namespace

TEST_CASE("what a crash leaves is swept at the next start, and nothing else") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("k", "kept"));
  const fs::path staging = *fixture.store().NewStaging("run");
  REQUIRE(WriteFileAtomically(staging / "half", "x", 0600));
  fixture.Close();
  REQUIRE(WriteFileAtomically(BlobPath(fixture, kOrphan), "half", 0444));
  REQUIRE(WriteFileAtomically(fixture.folder() / "blobs" / "ab" / "README", "own", 0644));
  fixture.Open();
  fixture.Reopen(false);
  CHECK_FALSE(fs::exists(BlobPath(fixture, kOrphan)));
  CHECK(fs::exists(fixture.folder() / "blobs" / "ab" / "README"));
  CHECK(fs::is_empty(fixture.folder() / "staging"));
  CHECK(fixture.Get("k") == "kept");
  for (const auto& entry : fs::directory_iterator(fixture.folder())) {
    CHECK_FALSE(entry.path().filename().string().starts_with("staging.old-"));
  }
}

TEST_CASE("staging folders of tasks whose end is not decided stay") {
  StoreFixture fixture;
  for (const char* task : {"run-1", "run-2"}) {
    const fs::path staging = *fixture.store().NewStaging(task);
    REQUIRE(WriteFileAtomically(staging / "result", task, 0600));
    // What was taken in stays where the task has left it, too.
    REQUIRE(fixture.store().AdoptStaged(staging / "result"));
    CHECK(fs::exists(staging / "result"));
  }
  fixture.Close();
  fixture.Open(std::vector<std::string>{"run-1", "run-3"});
  const auto kept = fixture.store().KeptStaging("run-1");
  REQUIRE(kept);
  CHECK(*ReadFile(*kept / "result") == "run-1");
  for (const char* task : {"run-2", "run-3", "", "..", "run-1/x"}) {
    CAPTURE(task);
    CHECK(fixture.store().KeptStaging(task).error().kind == ErrorKind::kNotFound);
  }
  fixture.store().DiscardStaging("run-1");
  CHECK_FALSE(fs::exists(*kept));
}

TEST_CASE("an orderly stop spares the next start the sweep") {
  StoreFixture fixture;
  fixture.store().WaitForRepair();
  fixture.Close();
  CHECK(fs::exists(fixture.folder() / "clean"));
  REQUIRE(WriteFileAtomically(BlobPath(fixture, kOrphan), "half", 0444));
  fixture.Open();
  CHECK_FALSE(fs::exists(fixture.folder() / "clean"));
  fixture.store().WaitForRepair();
  CHECK(fs::exists(BlobPath(fixture, kOrphan)));
}

TEST_CASE("an object whose file is missing or cut is an internal error, and stays listed") {
  StoreFixture fixture;
  const auto gone = fixture.Put("gone", "x");
  const auto cut = fixture.Put("cut", "whole");
  REQUIRE(fixture.Put("fine", "y"));
  fixture.Close();
  fs::remove(BlobPath(fixture, gone->blob.id));
  fs::resize_file(BlobPath(fixture, cut->blob.id), 2);
  fixture.Open();
  fixture.Reopen(false);
  CHECK(fixture.store().Read("bucket", "gone").error().kind == ErrorKind::kInternal);
  CHECK(fixture.store().Read("bucket", "cut").error().kind == ErrorKind::kInternal);
  CHECK(fixture.Keys() == std::vector<std::string>{"cut", "fine", "gone"});
  CHECK(fixture.store().Delete("bucket", "gone"));
  CHECK(fixture.Put("gone", "again"));
}

TEST_CASE("a folder whose index is lost is refused, not swept") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("k", "precious"));
  fixture.Close();
  const auto database = db::Database::Open(fixture.base() / "empty.db");
  const auto store = Store::Open(fixture.folder(), **database, fixture.clock);
  REQUIRE_FALSE(store);
  CHECK(store.error().kind == ErrorKind::kUnavailable);
  CHECK(store.error().message.find("rebuild") != std::string::npos);
  fixture.Open();
  CHECK(fixture.Get("k") == "precious");
}

TEST_CASE("a folder of another index is refused") {
  StoreFixture one;
  StoreFixture two;
  one.Close();
  CHECK(Store::Open(one.folder(), two.database(), two.clock).error().kind ==
        ErrorKind::kUnavailable);
}

TEST_CASE("a folder that cannot be used is a clean error") {
  const TemporaryFolder base;
  const auto database = db::Database::Open(base.path() / "tenon.db");
  const SystemClock clock;
  REQUIRE(WriteFileAtomically(base.path() / "file", "", 0600));
  CHECK_FALSE(Store::Open(base.path() / "file", **database, clock));
  fs::create_directory(base.path() / "store");
  REQUIRE(WriteFileAtomically(base.path() / "store" / "blobs", "", 0600));
  CHECK_FALSE(Store::Open(base.path() / "store", **database, clock));
  CHECK_FALSE(Store::Open("/proc/nothing/here", **database, clock));
}

TEST_CASE("a disk that takes no more bytes fails the append and leaves no blob") {
  StoreFixture fixture;
  rlimit before = {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
  {
    const auto writer = fixture.store().NewBlob();
    REQUIRE(writer);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    const Status status = (*writer)->Append(std::string(2000, 'x'));
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK_FALSE(status);
  }
  std::signal(SIGXFSZ, old_handler);
  CHECK(fixture.CountBlobs() == 0);
  CHECK(fixture.Put("k", "x"));
}

}  // namespace tenon::objects
