#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

constexpr std::size_t kFiveMiB = std::size_t{5} * 1024 * 1024;

Upload Begin(StoreFixture& fixture, const std::string& key = "big") {
  const auto upload = fixture.store().CreateUpload(
      {.bucket = "bucket", .key = key, .attributes = {.content_type = "text/csv"}});
  REQUIRE(upload);
  return *upload;
}

Part PutPart(StoreFixture& fixture, const Upload& upload, int number, std::string_view bytes) {
  const auto writer = fixture.store().NewBlob();
  REQUIRE(writer);
  REQUIRE((*writer)->Append(bytes));
  const auto blob = (*writer)->Finish();
  REQUIRE(blob);
  const auto part =
      fixture.store().PutPart(upload, {.number = number, .blob = *blob, .etag = ToHex(Md5(bytes))});
  REQUIRE(part);
  return *part;
}

}  // namespace

TEST_CASE("parts are joined in order into one object and go") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture);
  const std::string a(kFiveMiB, 'a');
  const std::string b(kFiveMiB + 1, 'b');
  const Part last = PutPart(fixture, upload, 7, "end");
  const Part first = PutPart(fixture, upload, 1, a);
  PutPart(fixture, upload, 3, "replaced");
  const Part second = PutPart(fixture, upload, 3, b);
  const auto listed = fixture.store().ListParts(upload);
  REQUIRE(listed);
  CHECK(listed->size() == 3);
  CHECK(listed->at(1).etag == second.etag);
  CHECK(fixture.CountBlobs() == 3);

  const std::vector<Part> parts = {first, second, last};
  const auto object = fixture.store().CompleteUpload(upload, parts, {.etag = "e-3"});
  REQUIRE(object);
  CHECK(fixture.Get("big") == a + b + "end");
  CHECK(object->attributes.etag == "e-3");
  CHECK(fixture.CountBlobs() == 1);
  CHECK(fixture.store().CompleteUpload(upload, parts, {}).error().reason == "NoSuchUpload");
  CHECK(fixture.store().GetUpload("bucket", "big", upload.id).error().reason == "NoSuchUpload");
}

TEST_CASE("a single part becomes the object as it is") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture);
  const Part part = PutPart(fixture, upload, 1, "");
  const auto object = fixture.store().CompleteUpload(upload, {&part, 1}, {.etag = "e-1"});
  REQUIRE(object);
  CHECK(object->blob.id == part.blob.id);
  CHECK(fixture.Get("big").empty());
  CHECK(fixture.CountBlobs() == 1);
}

TEST_CASE("parts that do not fit are refused and the upload stays") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture);
  const Part one = PutPart(fixture, upload, 1, "small");
  const Part two = PutPart(fixture, upload, 2, "last");
  const auto reason = [&](const std::vector<Part>& parts) {
    const auto object = fixture.store().CompleteUpload(upload, parts, {});
    return object ? std::string("none") : std::string(object.error().reason);
  };
  CHECK(reason({}) == "MalformedXML");
  CHECK(reason({one, two}) == "EntityTooSmall");
  CHECK(reason({two, one}) == "InvalidPartOrder");
  CHECK(reason({two, two}) == "InvalidPartOrder");
  CHECK(reason({{.number = 3, .etag = one.etag}}) == "InvalidPart");
  CHECK(reason({{.number = 1, .etag = two.etag}}) == "InvalidPart");
  CHECK(fixture.store().PutPart(upload, {.number = 10'001}).error().reason == "InvalidArgument");
  CHECK(reason({two}) == "none");
}

TEST_CASE("the condition of a completion is that of a put") {
  StoreFixture fixture;
  REQUIRE(fixture.Put("big", "there"));
  const Upload upload = Begin(fixture);
  const Part part = PutPart(fixture, upload, 1, "x");
  const auto refused =
      fixture.store().CompleteUpload(upload, {&part, 1}, {}, {.if_none_match = true});
  CHECK(refused.error().reason == "PreconditionFailed");
  CHECK(fixture.Get("big") == "there");
  CHECK(fixture.store().CompleteUpload(upload, {&part, 1}, {}, {.if_match = "*"}));
}

TEST_CASE("an aborted upload leaves nothing") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture);
  PutPart(fixture, upload, 1, "x");
  REQUIRE(fixture.store().AbortUpload(upload));
  CHECK(fixture.CountBlobs() == 0);
  CHECK(fixture.store().AbortUpload(upload).error().reason == "NoSuchUpload");
  CHECK(fixture.store().ListParts(upload).error().reason == "NoSuchUpload");
}

TEST_CASE("uploads are listed by key and survive a crash with their parts") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture, "p/b");
  Begin(fixture, "p/a");
  Begin(fixture, "q");
  const Part part = PutPart(fixture, upload, 1, "kept");
  fixture.Reopen(false);
  const auto uploads = fixture.store().ListUploads("bucket", "p/");
  REQUIRE(uploads);
  REQUIRE(uploads->size() == 2);
  CHECK(uploads->at(0).key == "p/a");
  CHECK(uploads->at(1).id == upload.id);
  CHECK(uploads->at(1).attributes.content_type == "text/csv");
  REQUIRE(fixture.store().CompleteUpload(upload, {&part, 1}, {}));
  CHECK(fixture.Get("p/b") == "kept");
}

TEST_CASE("a bucket that goes takes its uploads with it") {
  StoreFixture fixture;
  const Upload upload = Begin(fixture);
  PutPart(fixture, upload, 1, "x");
  REQUIRE(fixture.store().DeleteBucket("bucket"));
  CHECK(fixture.CountBlobs() == 0);
}

}  // namespace tenon::objects
