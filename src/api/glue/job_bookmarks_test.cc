#include "api/glue/job_bookmarks.h"

#include <doctest/doctest.h>

#include "api/glue/testing/glue.h"
#include "jobs/bookmarks.h"

namespace tenon::api {
namespace {

using testing::Glue;

constexpr const char* kJob = R"({"JobName":"etl"})";

// A job whose run jr_1 has read up to 10, and jr_2 up to 20.
struct Fixture {
  Fixture() {
    CHECK(glue.Refused("GetJobBookmark", kJob).message == "Job etl not found.");
    glue.Must("CreateJob", R"({"Name":"etl","Role":"r","Command":{"Name":"glueetl"}})");
    CHECK(glue.Refused("GetJobBookmark", kJob).message == "Continuation for job etl not found");
    CHECK(glue.Refused("ResetJobBookmark", kJob).kind == ErrorKind::kNotFound);
    for (const auto& [id, value] : {std::pair{"jr_1", "10"}, std::pair{"jr_2", "20"}}) {
      jobs::Run run;
      run.id = id;
      run.job = "etl";
      REQUIRE(glue.database->Write([&](db::Transaction& transaction) {
        return jobs::BookmarkStore().Move(transaction, run, {{"node-1", {{"Value", value}}}});
      }));
    }
  }
  Glue glue;
};

TEST_CASE_FIXTURE(Fixture, "GetJobBookmark tells what the last run, or a given one, has left") {
  const json::Value last = glue.Must("GetJobBookmark", kJob)["JobBookmarkEntry"];
  CHECK(last["Run"].IntOr(0) == 2);
  CHECK(last["RunId"].StringOr("") == "jr_2");
  CHECK(last["PreviousRunId"].StringOr("") == "jr_1");
  CHECK(last["JobBookmark"].StringOr("") == R"({"node-1":{"Value":"20"}})");
  const json::Value first =
      glue.Must("GetJobBookmark", R"({"JobName":"etl","RunId":"jr_1"})")["JobBookmarkEntry"];
  CHECK(first["JobBookmark"].StringOr("") == R"({"node-1":{"Value":"10"}})");
  CHECK(first.Find("PreviousRunId") == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "ResetJobBookmark goes back to a run, or to the beginning") {
  const json::Value back =
      glue.Must("ResetJobBookmark", R"({"JobName":"etl","RunId":"jr_1"})")["JobBookmarkEntry"];
  CHECK(back["JobBookmark"].StringOr("") == R"({"node-1":{"Value":"10"}})");
  CHECK(glue.Must("GetJobBookmark", kJob)["JobBookmarkEntry"] == back);
  const json::Value begun = glue.Must("ResetJobBookmark", kJob)["JobBookmarkEntry"];
  CHECK(begun["JobBookmark"].StringOr("") == "{}");
  CHECK(begun["Run"].IntOr(-1) == 0);
  CHECK(begun["Version"].IntOr(0) == 4);
}

}  // namespace
}  // namespace tenon::api
