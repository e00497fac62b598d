#include "objects/rebuild.h"

#include <filesystem>

#include "objects/adopt.h"
#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

void LoseIndex(StoreFixture& fixture) {
  fixture.Close();
  for (const char* suffix : {"", "-wal", "-shm"}) {
    fs::remove(fixture.base() / ("tenon.db" + std::string(suffix)));
  }
}

Result<RebuildReport> RebuildIndex(StoreFixture& fixture) {
  ASSIGN_OR_RETURN(const auto database, db::Database::Open(fixture.base() / "tenon.db"));
  return Rebuild(fixture.folder(), *database, fixture.clock);
}

}  // namespace

TEST_CASE("a lost index is made again from the files") {
  StoreFixture fixture;
  REQUIRE(fixture.store().CreateBucket({.name = "empty"}));
  const auto a = fixture.Put("zone/a", "1");
  REQUIRE(fixture.Put("zone/", ""));
  REQUIRE(fixture.Put("a//not a file name", "2"));
  REQUIRE(fixture.Put("old", "overwritten"));
  REQUIRE(fixture.Put("old", "3"));
  const auto moved = fixture.Put("from", "4");
  REQUIRE(fixture.store().Copy(*moved, "bucket", "to", moved->attributes));
  REQUIRE(fixture.store().Delete("bucket", "from"));
  const std::vector<std::string> keys = fixture.Keys();
  LoseIndex(fixture);
  REQUIRE(WriteFileAtomically(fixture.folder() / "blobs" / "00" / std::string(32, '0'), "?", 0444));

  const auto report = RebuildIndex(fixture);
  REQUIRE(report);
  CHECK(report->buckets == 2);
  CHECK(report->objects == static_cast<std::int64_t>(keys.size()));
  CHECK(report->lost == 1);
  CHECK(*ReadFile(fixture.folder() / "lost" / std::string(32, '0')) == "?");
  fixture.Open();
  fixture.store().WaitForRepair();
  CHECK(fixture.Keys() == keys);
  CHECK(fixture.Get("a//not a file name") == "2");
  CHECK(fixture.Get("old") == "3");
  CHECK(fixture.Get("to") == "4");
  const auto head = fixture.store().Head("bucket", "zone/a");
  CHECK(head->attributes == a->attributes);
}

TEST_CASE("an index that has objects is not made again") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("k", "x"));
  fixture.Close();
  CHECK(RebuildIndex(fixture).error().kind == ErrorKind::kConflict);
  fixture.Open();
  CHECK(fixture.Get("k") == "x");
}

TEST_CASE("a blob that a power cut emptied is put aside") {
  StoreFixture fixture;
  const auto object = fixture.Put("k", "bytes");
  LoseIndex(fixture);
  const std::string& id = object->blob.id;
  fs::resize_file(fixture.folder() / "blobs" / id.substr(0, 2) / id, 0);
  const auto report = RebuildIndex(fixture);
  REQUIRE(report);
  CHECK(report->objects == 0);
  CHECK(report->lost == 1);
}

TEST_CASE("a folder of files is taken in as objects and stays as it is") {
  StoreFixture fixture;
  const fs::path folder = fixture.base() / "made elsewhere";
  fs::create_directories(folder / "2026" / "empty");
  REQUIRE(WriteFileAtomically(folder / "a.csv", "id\n1\n", 0600));
  REQUIRE(WriteFileAtomically(folder / "2026" / "b.csv", std::string(100'000, 'b'), 0600));
  fs::create_symlink("/etc/passwd", folder / "link");
  REQUIRE(WriteFileAtomically(folder / "\xff", "no UTF-8", 0600));
  const auto report = Adopt(fixture.store(), fixture.database(), "bucket", folder, "landing_zone/");
  REQUIRE(report);
  CHECK(report->objects == 2);
  CHECK(report->bytes == 100'005);
  CHECK(report->skipped.size() == 2);
  CHECK(fixture.Keys() ==
        std::vector<std::string>{"landing_zone/2026/b.csv", "landing_zone/a.csv"});
  CHECK(fixture.Get("landing_zone/a.csv") == "id\n1\n");
  CHECK(fixture.store().Head("bucket", "landing_zone/a.csv")->attributes.etag ==
        ToHex(Md5("id\n1\n")));
  CHECK(*ReadFile(folder / "a.csv") == "id\n1\n");
  CHECK(fixture.CountBlobs() == 2);
  CHECK(Adopt(fixture.store(), fixture.database(), "other", folder, "").error().reason ==
        "NoSuchBucket");
  CHECK_FALSE(Adopt(fixture.store(), fixture.database(), "bucket", folder / "absent", ""));
}

}  // namespace tenon::objects
