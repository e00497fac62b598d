#include "objects/store.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "objects/store_fixture.h"

namespace tenon::objects {

TEST_CASE("an object reads back with its attributes") {
  StoreFixture fixture;
  const auto writer = fixture.store().NewBlob();
  REQUIRE(writer);
  REQUIRE((*writer)->Append("hello "));
  REQUIRE((*writer)->Append("world"));
  const auto blob = (*writer)->Finish();
  REQUIRE(blob);
  CHECK(blob->size == 11);
  const Attributes attributes{.etag = "e1", .content_type = "text/plain", .metadata = {{"a", "b"}}};
  const auto put = fixture.store().Put("bucket", "folder/k", *blob, attributes);
  REQUIRE(put);
  CHECK(put->last_modified == fixture.clock.Now());
  const auto head = fixture.store().Head("bucket", "folder/k");
  REQUIRE(head);
  CHECK(head->attributes == attributes);
  CHECK(head->last_modified == put->last_modified);
  CHECK(head->blob.id == blob->id);
  CHECK(fixture.Get("folder/k") == "hello world");
}

TEST_CASE("objects outlive the store, whether it stopped in order or not") {
  for (const bool clean : {true, false}) {
    CAPTURE(clean);
    StoreFixture fixture;
    REQUIRE(fixture.Put("k", "bytes"));
    fixture.Reopen(clean);
    CHECK(fixture.Get("k") == "bytes");
    CHECK(fixture.CountBlobs() == 1);
  }
}

TEST_CASE("blobs are files that nobody writes to") {
  StoreFixture fixture;
  const auto object = fixture.Put("k", "bytes");
  REQUIRE(object);
  const std::string& id = object->blob.id;
  struct stat info = {};
  REQUIRE(stat((fixture.folder() / "blobs" / id.substr(0, 2) / id).c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0444);
}

TEST_CASE("a replaced object's bytes go, and a reader that has them open keeps them") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("k", "old"));
  const auto opened = fixture.store().Read("bucket", "k");
  REQUIRE(opened);
  REQUIRE(fixture.Put("k", "new"));
  CHECK(fixture.Get("k") == "new");
  CHECK(fixture.CountBlobs() == 1);
  std::string bytes(3, '\0');
  CHECK(pread(opened->file.get(), bytes.data(), 3, 0) == 3);
  CHECK(bytes == "old");
}

TEST_CASE("what is not there is told apart") {
  StoreFixture fixture;
  CHECK(fixture.store().Head("other", "k").error().reason == "NoSuchBucket");
  CHECK(fixture.store().Head("bucket", "k").error().reason == "NoSuchKey");
  CHECK(fixture.store().Delete("other", "k").error().reason == "NoSuchBucket");
  CHECK(fixture.store().Delete("bucket", "k"));
  const auto writer = fixture.store().NewBlob();
  const auto blob = (*writer)->Finish();
  CHECK(fixture.store().Put("other", "k", *blob, {}).error().reason == "NoSuchBucket");
}

TEST_CASE("a key that is none is refused") {
  StoreFixture fixture;
  CHECK(fixture.Put("", "x").error().kind == ErrorKind::kInvalidInput);
  CHECK(fixture.Put(std::string(1025, 'k'), "x").error().reason == "KeyTooLongError");
  CHECK(fixture.Put("\xc3", "x").error().kind == ErrorKind::kInvalidInput);
  CHECK(fixture.CountBlobs() == 0);
}

TEST_CASE("conditions hold for put and delete as S3 defines them") {
  StoreFixture fixture;
  const Precondition none{.if_none_match = true};
  CHECK(fixture.Put("k", "1", {.if_match = "*"}).error().reason == "NoSuchKey");
  const auto first = fixture.Put("k", "1", none);
  REQUIRE(first);
  const std::string etag = first->attributes.etag;
  const auto again = fixture.Put("k", "2", none);
  CHECK(again.error().kind == ErrorKind::kConflict);
  CHECK(again.error().reason == "PreconditionFailed");
  CHECK(fixture.Put("k", "2", {.if_match = "other"}).error().reason == "PreconditionFailed");
  CHECK(fixture.Get("k") == "1");
  CHECK(fixture.Put("k", "2", {.if_match = etag}));
  CHECK(fixture.Put("k", "3", {.if_match = "*"}));
  const Status kept = fixture.store().Delete("bucket", "k", {.if_match = etag});
  CHECK(kept.error().reason == "PreconditionFailed");
  CHECK(fixture.store().Delete("bucket", "k", {.if_match = "*"}));
  CHECK(fixture.store().Delete("bucket", "k", {.if_match = "*"}).error().reason == "NoSuchKey");
  CHECK(fixture.CountBlobs() == 0);
}

TEST_CASE("a copy shares the bytes until the last name of them goes") {
  StoreFixture fixture;
  const auto source = fixture.Put("a", "shared");
  REQUIRE(source);
  const auto copy = fixture.store().Copy(*source, "bucket", "b", {.etag = "e"});
  REQUIRE(copy);
  CHECK(fixture.CountBlobs() == 1);
  CHECK(fixture.store().Head("bucket", "b")->attributes.etag == "e");
  REQUIRE(fixture.store().Delete("bucket", "a"));
  CHECK(fixture.Get("b") == "shared");
  // Onto itself, to change its attributes.
  REQUIRE(fixture.store().Copy(*copy, "bucket", "b", {.etag = "f"}));
  CHECK(fixture.Get("b") == "shared");
  REQUIRE(fixture.store().Delete("bucket", "b"));
  CHECK(fixture.CountBlobs() == 0);
  CHECK(fixture.store().Copy(*copy, "bucket", "c", {}).error().reason == "NoSuchKey");
}

TEST_CASE("many keys go in one step, absent ones are passed over") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("a", "1"));
  REQUIRE(fixture.Put("b", "2"));
  REQUIRE(fixture.Put("c", "3"));
  const std::vector<std::string> keys = {"a", "absent", "c"};
  CHECK(fixture.store().DeleteMany("bucket", keys));
  CHECK(fixture.Keys() == std::vector<std::string>{"b"});
  CHECK(fixture.CountBlobs() == 1);
}

TEST_CASE("a blob that is never put goes with its writer") {
  StoreFixture fixture;
  {
    const auto unfinished = fixture.store().NewBlob();
    REQUIRE((*unfinished)->Append("half"));
    const auto finished = fixture.store().NewBlob();
    REQUIRE((*finished)->Finish());
    CHECK((*finished)->Append("more").error().kind == ErrorKind::kInternal);
    CHECK(fixture.CountBlobs() == 2);
  }
  CHECK(fixture.CountBlobs() == 0);
}

TEST_CASE("a range of another file is appended without a copy in memory") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("source", "0123456789"));
  const auto source = fixture.store().Read("bucket", "source");
  const auto writer = fixture.store().NewBlob();
  REQUIRE((*writer)->Append("<"));
  REQUIRE((*writer)->AppendRange(source->file, 2, 3));
  REQUIRE((*writer)->AppendRange(source->file, 9, 1));
  REQUIRE((*writer)->Append(">"));
  CHECK_FALSE((*writer)->AppendRange(source->file, 9, 2));
  const auto whole = fixture.store().NewBlob();
  REQUIRE((*whole)->AppendRange(source->file, 0, 10));
  CHECK((*whole)->Finish()->size == 10);
  const auto pipe = OpenFile("/proc/self/cmdline", O_RDONLY);  // no copy_file_range from there
  const auto through_memory = fixture.store().NewBlob();
  REQUIRE((*through_memory)->AppendRange(*pipe, 0, 5));
  CHECK((*through_memory)->Finish()->size == 5);
}

TEST_CASE("buckets have settings and go when they are empty") {
  StoreFixture fixture;
  Store& store = fixture.store();
  CHECK(store.CreateBucket({.name = "bucket"}).error().reason == "BucketAlreadyOwnedByYou");
  CHECK(store.CreateBucket({.name = "NO"}).error().reason == "InvalidBucketName");
  REQUIRE(store.CreateBucket({.name = "another"}));
  REQUIRE(store.ListBuckets()->size() == 2);
  CHECK(store.ListBuckets()->front().name == "another");
  REQUIRE(store.SetBucketSetting("bucket", "Versioning", "Suspended"));
  REQUIRE(store.SetBucketSetting("bucket", "Other", 1));
  REQUIRE(store.SetBucketSetting("bucket", "Other", {}));
  const auto bucket = store.GetBucket("bucket");
  CHECK(bucket->created == fixture.clock.Now());
  CHECK(bucket->settings == json::Value{{"Versioning", "Suspended"}});
  REQUIRE(fixture.Put("k", "x"));
  CHECK(store.DeleteBucket("bucket").error().reason == "BucketNotEmpty");
  REQUIRE(store.Delete("bucket", "k"));
  CHECK(store.DeleteBucket("bucket"));
  CHECK(store.DeleteBucket("bucket").error().reason == "NoSuchBucket");
  CHECK_FALSE(std::filesystem::exists(fixture.view()));
}

}  // namespace tenon::objects
