#include <fcntl.h>

#include <filesystem>

#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

// A staged file, taken in as a blob.
Blob Stage(StoreFixture& fixture, const fs::path& staging, const std::string& name,
           std::string_view bytes) {
  REQUIRE(WriteFileAtomically(staging / name, bytes, 0600));
  const auto blob = fixture.store().AdoptStaged(staging / name);
  REQUIRE(blob);
  return *blob;
}

Status Publish(StoreFixture& fixture, std::span<const NewObject> batch, const Status& outcome) {
  return fixture.database().Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(fixture.store().Publish(transaction, "bucket", batch));
    return outcome;
  });
}

std::vector<std::string> KeysOf(const Snapshot& snapshot) {
  std::vector<std::string> keys;
  for (const Snapshot::File& file : snapshot.files()) {
    keys.push_back(file.object.bucket + ":" + file.object.key);
  }
  return keys;
}

}  // namespace

TEST_CASE("a snapshot's files stay readable whatever happens to the bucket") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("p/1", "one"));
  REQUIRE(fixture.Put("p/2", "two"));
  REQUIRE(fixture.Put("q", "other"));
  const Prefix prefix{"bucket", "p/"};
  auto first = fixture.store().TakeSnapshot({&prefix, 1});
  REQUIRE(first);
  {
    const auto second = fixture.store().TakeSnapshot({&prefix, 1});
    REQUIRE(fixture.store().Delete("bucket", "p/1"));
    REQUIRE(fixture.Put("p/2", "changed"));
    REQUIRE(fixture.store().Delete("bucket", "q"));
    CHECK(fixture.CountBlobs() == 3);  // q's is not held
  }
  REQUIRE(first->files().size() == 2);
  CHECK(first->files()[0].object.key == "p/1");
  CHECK(*ReadFile(first->files()[0].path) == "one");
  CHECK(*ReadFile(first->files()[1].path) == "two");
  first = Snapshot();
  CHECK(fixture.CountBlobs() == 1);
}

TEST_CASE("a snapshot of several prefixes has each object once, by bucket and key") {
  StoreFixture fixture;
  REQUIRE(fixture.store().CreateBucket({.name = "another"}));
  for (const char* key : {"a/1", "a/b/2", "c", "d"}) REQUIRE(fixture.Put(key, key));
  const auto copied =
      fixture.store().Copy(*fixture.store().Head("bucket", "c"), "another", "z", {});
  REQUIRE(copied);
  const std::vector<Prefix> prefixes = {
      {"bucket", "c"}, {"bucket", "a/b/"}, {"bucket", "a/"}, {"another", ""}, {"bucket", "a/"}};
  const auto snapshot = fixture.store().TakeSnapshot(prefixes);
  REQUIRE(snapshot);
  CHECK(KeysOf(*snapshot) ==
        std::vector<std::string>{"another:z", "bucket:a/1", "bucket:a/b/2", "bucket:c"});
  const Prefix absent{"absent", ""};
  CHECK(fixture.store().TakeSnapshot({&absent, 1}).error().reason == "NoSuchBucket");
}

TEST_CASE("a batch is published with a larger transaction or not at all") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("out/1", "before"));
  const auto staging = fixture.store().NewStaging("run-1");
  REQUIRE(staging);
  const std::vector<Blob> blobs = {Stage(fixture, *staging, "a", "one"),
                                   Stage(fixture, *staging, "b", "two")};
  const std::vector<NewObject> batch = {{"out/1", blobs[0], {.etag = "1"}},
                                        {"out/2", blobs[1], {.etag = "2"}}};
  REQUIRE(fixture.store().SyncBlobs(blobs));
  CHECK_FALSE(Publish(fixture, batch, Conflict("the job was deleted")));
  CHECK(fixture.Get("out/1") == "before");
  CHECK(fixture.Get("out/2") == "!NoSuchKey");
  CHECK(fixture.CountBlobs() == 3);

  REQUIRE(Publish(fixture, batch, {}));
  fixture.store().Published("bucket", batch);
  fixture.store().DiscardStaging("run-1");
  CHECK(fixture.Get("out/1") == "one");
  CHECK(fixture.Get("out/2") == "two");
  CHECK(fixture.CountBlobs() == 2);
  CHECK(fs::exists(fixture.view() / "out" / "2"));
  CHECK_FALSE(fs::exists(*staging));
}

TEST_CASE("what a task leaves unpublished goes with its staging folder") {
  StoreFixture fixture;
  const auto staging = fixture.store().NewStaging("run-2");
  REQUIRE(staging);
  const Blob tried = Stage(fixture, *staging, "tried", "x");
  Stage(fixture, *staging, "never", "y");
  REQUIRE(WriteFileAtomically(*staging / "left", "z", 0600));
  const NewObject object{"k", tried, {}};
  CHECK_FALSE(Publish(fixture, {&object, 1}, Conflict("no")));
  fixture.store().DiscardStaging("run-2");
  CHECK(fixture.CountBlobs() == 0);
  CHECK_FALSE(fs::exists(*staging));
}

TEST_CASE("blobs whose publication was committed stay, told of or not") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("k", "before"));
  const auto staging = fixture.store().NewStaging("run-3");
  const NewObject object{"k", Stage(fixture, *staging, "a", "after"), {}};
  REQUIRE(Publish(fixture, {&object, 1}, {}));
  fixture.store().DiscardStaging("run-3");
  CHECK(fixture.Get("k") == "after");
  CHECK(fixture.CountBlobs() == 1);
}

TEST_CASE("only regular files of a task's own staging are taken in") {
  StoreFixture fixture;
  const auto staging = fixture.store().NewStaging("run");
  REQUIRE(staging);
  CHECK(fixture.store().NewStaging("run").error().kind == ErrorKind::kAlreadyExists);
  for (const char* id : {"", ".", "..", "a/b"}) {
    CAPTURE(id);
    CHECK(fixture.store().NewStaging(id).error().kind == ErrorKind::kInvalidInput);
  }
  const fs::path secret = fixture.base() / "secret";
  REQUIRE(WriteFileAtomically(secret, "key", 0600));
  fs::create_symlink(secret, *staging / "link");
  fs::create_directory_symlink(fixture.base(), *staging / "folder");
  fs::create_directory(*staging / "real");
  for (const fs::path& path :
       {*staging / "link", *staging / "folder" / "secret", *staging / "real", *staging / "absent",
        secret, *staging / ".." / ".." / ".." / "secret", *staging}) {
    CAPTURE(path);
    CHECK_FALSE(fixture.store().AdoptStaged(path));
  }
  CHECK(*ReadFile(secret) == "key");
  CHECK(fixture.CountBlobs() == 0);
  fixture.store().DiscardStaging("..");
  fixture.store().DiscardStaging("");
  CHECK(fs::exists(secret));
}

TEST_CASE("a put takes a staged file as well") {
  StoreFixture fixture;
  const auto staging = fixture.store().NewStaging("run");
  REQUIRE(fixture.store().Put("bucket", "k", Stage(fixture, *staging, "a", "bytes"), {}));
  fixture.store().DiscardStaging("run");
  CHECK(fixture.Get("k") == "bytes");
}

}  // namespace tenon::objects
