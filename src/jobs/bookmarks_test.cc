#include "jobs/bookmarks.h"

#include <doctest/doctest.h>

#include "jobs/store_fixture.h"

namespace tenon::jobs {
namespace {

struct Fixture : JobDatabase {
  Fixture() {
    Job job;
    job.name = "etl";
    job.document = json::Object{};
    REQUIRE(database->Write([&](db::Transaction& t) { return Store().CreateJob(t, job); }));
  }
  void Move(const char* run_id, const char* value) {
    Run run;
    run.id = run_id;
    run.job = "etl";
    run.attempt = 1;
    REQUIRE(database->Write([&](db::Transaction& t) {
      return store.Move(t, run, {{"node-1", {{"Key", "id"}, {"Value", value}}}});
    }));
  }
  static std::string Text(const Result<Bookmark>& bookmark) {
    if (!bookmark) return bookmark.error().message;
    return std::to_string(bookmark->version) + ' ' + std::to_string(bookmark->run) + ' ' +
           bookmark->run_id + " after " + bookmark->previous_run_id + ' ' +
           bookmark->document["node-1"]["Value"].StringOr("none");
  }
  std::string Get(const char* run_id = "") {
    return Text(database->ReadFor<Bookmark>(
        [&](db::Transaction& t) { return store.Get(t, "etl", run_id); }));
  }
  std::string Reset(const char* run_id = "") {
    Result<Bookmark> bookmark = NotFound("nothing done");
    const Status written = database->Write([&](db::Transaction& t) -> Status {
      bookmark = store.Reset(t, "etl", run_id);
      return bookmark ? Status() : Status(bookmark.error());
    });
    return Text(bookmark);
  }

  const BookmarkStore store;
};

TEST_CASE_FIXTURE(Fixture, "a bookmark is what the last run that moved it has left") {
  CHECK(Get() == "Continuation for job etl not found");
  Move("jr_1", "10");
  CHECK(Get() == "1 1 jr_1 after  10");
  Move("jr_2", "20");
  CHECK(Get() == "2 2 jr_2 after jr_1 20");
  CHECK(Get("jr_1") == "1 1 jr_1 after  10");
  CHECK(Get("jr_3") == "Continuation for job etl not found");
}

TEST_CASE_FIXTURE(Fixture, "a bookmark is reset to its beginning, or to what a run has left") {
  CHECK(Reset() == "Continuation for job etl not found");
  Move("jr_1", "10");
  Move("jr_2", "20");
  CHECK(Reset("jr_3") == "Continuation for job etl not found");
  CHECK(Reset("jr_1") == "3 1 jr_1 after  10");
  CHECK(Get() == "3 1 jr_1 after  10");
  Move("jr_4", "30");
  CHECK(Get() == "4 2 jr_4 after jr_1 30");
  CHECK(Reset() == "5 0  after  none");
  CHECK(Get() == "5 0  after  none");
}

TEST_CASE_FIXTURE(Fixture, "a bookmark goes with its job") {
  Move("jr_1", "10");
  REQUIRE(database->Write([&](db::Transaction& t) { return Store().DeleteJob(t, "etl"); }));
  CHECK(Get() == "Continuation for job etl not found");
}

}  // namespace
}  // namespace tenon::jobs
