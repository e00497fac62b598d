#include "objects/view.h"

#include <sys/stat.h>

#include <filesystem>

#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("people see each object under its own name") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("landing_zone/leads/ü 1.csv", "a,b"));
  const fs::path file = fixture.view() / "landing_zone" / "leads" / "ü 1.csv";
  CHECK(*ReadFile(file) == "a,b");
  REQUIRE(fixture.Put("landing_zone/leads/ü 1.csv", "c"));
  CHECK(*ReadFile(file) == "c");
  REQUIRE(fixture.store().Delete("bucket", "landing_zone/leads/ü 1.csv"));
  CHECK_FALSE(fs::exists(fixture.view() / "landing_zone"));
  CHECK(fs::exists(fixture.view()));
}

TEST_CASE("a marker is shown as a folder and keeps it") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("zone/", ""));
  CHECK(fs::is_directory(fixture.view() / "zone"));
  REQUIRE(fixture.Put("zone/a", "1"));
  REQUIRE(fixture.store().Delete("bucket", "zone/a"));
  CHECK(fs::is_directory(fixture.view() / "zone"));
  REQUIRE(fixture.store().Delete("bucket", "zone/"));
  CHECK_FALSE(fs::exists(fixture.view() / "zone"));
}

TEST_CASE("keys that cannot be names of files are objects nonetheless") {
  StoreFixture fixture;
  for (const std::string& key :
       {std::string("/a"), std::string("a//b"), std::string("../../escape"), std::string("x/../y"),
        std::string("."), std::string("d/./e"), std::string(300, 'n'), std::string("full/"),
        std::string(200, '/')}) {
    CAPTURE(key);
    REQUIRE(fixture.Put(key, "x"));
    CHECK(fixture.Get(key) == "x");
    REQUIRE(fixture.store().Delete("bucket", key));
  }
  CHECK_FALSE(fs::exists(fixture.base() / "escape"));
  CHECK_FALSE(fs::exists(fixture.folder() / "escape"));
}

TEST_CASE("of a file and a folder of one name one is shown") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("a", "file"));
  REQUIRE(fixture.Put("a/b", "below"));
  CHECK(*ReadFile(fixture.view() / "a") == "file");
  REQUIRE(fixture.Put("c/d", "below"));
  REQUIRE(fixture.Put("c", "file"));
  CHECK(*ReadFile(fixture.view() / "c" / "d") == "below");
  CHECK(fixture.Get("a/b") == "below");
  CHECK(fixture.Get("c") == "file");
  REQUIRE(fixture.store().Delete("bucket", "a/b"));
  REQUIRE(fixture.store().Delete("bucket", "c"));
  CHECK(fs::exists(fixture.view() / "a"));
  CHECK(fs::exists(fixture.view() / "c" / "d"));
}

TEST_CASE("symbolic links in the view are never followed") {
  StoreFixture fixture;
  const fs::path outside = fixture.base() / "outside";
  fs::create_directory(outside);
  REQUIRE(WriteFileAtomically(outside / "k", "mine", 0444));
  fs::create_directory_symlink(outside, fixture.view() / "link");
  REQUIRE(fixture.Put("link/k", "x"));
  REQUIRE(fixture.Put("link/new", "x"));
  REQUIRE(fixture.store().Delete("bucket", "link/k"));
  CHECK(*ReadFile(outside / "k") == "mine");
  CHECK_FALSE(fs::exists(outside / "new"));
}

TEST_CASE("a repair makes the view what the index says and keeps people's own files") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("kept/a", "1"));
  REQUIRE(fixture.Put("b", "2"));
  REQUIRE(WriteFileAtomically(fixture.view() / "notes", "my own", 0644));
  fixture.Close();
  fs::remove_all(fixture.view() / "kept");
  fs::create_directory(fixture.view() / "stale");
  fs::rename(fixture.view() / "b", fixture.view() / "stale" / "c");
  REQUIRE(WriteFileAtomically(fixture.view() / "b", "another", 0444));
  REQUIRE(WriteFileAtomically(fixture.folder() / "buckets" / ".new-1", "x", 0444));
  fixture.Open();
  fixture.Reopen(false);
  CHECK(*ReadFile(fixture.view() / "kept" / "a") == "1");
  CHECK(*ReadFile(fixture.view() / "b") == "2");
  CHECK_FALSE(fs::exists(fixture.view() / "stale"));
  CHECK_FALSE(fs::exists(fixture.folder() / "buckets" / ".new-1"));
  CHECK(*ReadFile(fixture.view() / "notes") == "my own");
}

}  // namespace tenon::objects
