#include "objects/blob_holds.h"

#include <doctest/doctest.h>

namespace tenon::objects {

using Ids = BlobHolds::Ids;

TEST_CASE("a blob that is never named goes with its writer") {
  BlobHolds holds;
  holds.AddNew("a", "");
  CHECK(holds.EndWriter("a") == Ids{"a"});
  CHECK(holds.EndWriter("a").empty());
}

TEST_CASE("a named blob outlives its writer") {
  BlobHolds holds;
  holds.AddNew("a", "");
  CHECK(holds.BeginNaming("a"));
  holds.Named("a");
  CHECK(holds.EndWriter("a").empty());
  CHECK_FALSE(holds.BeginNaming("a"));
  CHECK(holds.IsIdle());
}

TEST_CASE("a writer that ends while its blob is named leaves it to the naming") {
  BlobHolds holds;
  holds.AddNew("a", "");
  CHECK(holds.BeginNaming("a"));
  CHECK(holds.EndWriter("a").empty());
  CHECK(holds.NotNamed("a") == Ids{"a"});
}

TEST_CASE("the end of a task gives up its blobs, those of a publication for a second look") {
  BlobHolds holds;
  holds.AddNew("mine", "task");
  holds.AddNew("published", "task");
  holds.AddNew("other", "task2");
  CHECK(holds.BeginNaming("published"));
  Ids unsure;
  CHECK(holds.EndTask("task", unsure) == Ids{"mine"});
  CHECK(unsure == Ids{"published"});
  CHECK(holds.IsNew("other"));
}

TEST_CASE("a released blob goes when the last lease on it ends") {
  BlobHolds holds;
  for (int i = 0; i < 2; ++i) {
    holds.BeginTaking();
    CHECK(holds.EndTaking({"a"}).empty());
  }
  CHECK(holds.Release({"a", "b"}) == Ids{"b"});
  CHECK(holds.EndLease({"a"}).empty());
  CHECK(holds.EndLease({"a"}) == Ids{"a"});
}

TEST_CASE("nothing goes while the index is read for a lease") {
  BlobHolds holds;
  holds.BeginTaking();
  CHECK(holds.Release({"a", "b"}).empty());
  CHECK(holds.EndTaking({"a"}) == Ids{"b"});
  CHECK(holds.EndLease({"a"}) == Ids{"a"});
}

}  // namespace tenon::objects
