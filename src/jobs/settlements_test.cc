#include "jobs/settlements.h"

#include <doctest/doctest.h>

#include "jobs/store_fixture.h"

namespace tenon::jobs {
namespace {

TEST_CASE_FIXTURE(JobDatabase, "runs that write elsewhere are undecided until they have ended") {
  const SettlementStore settlements;
  const Store store;
  Job job;
  job.name = "etl";
  job.document = json::Object{};
  REQUIRE(database->Write([&](db::Transaction& t) -> Status {
    RETURN_IF_ERROR(store.CreateJob(t, job));
    for (const char* id : {"jr_1", "jr_2", "jr_3"}) {
      Run run;
      run.id = id;
      run.job = "etl";
      RETURN_IF_ERROR(store.CreateRun(t, run));
    }
    RETURN_IF_ERROR(settlements.Put(t, {"jr_1", "warehouse", "dw", {{"node-1", "x"}}}));
    RETURN_IF_ERROR(settlements.Put(t, {"jr_2", "warehouse", "", {}}));
    ASSIGN_OR_RETURN([[maybe_unused]] const Run ended,
                     store.Advance(t, "jr_2", RunEvent::kFailed, {}, "x"));
    return {};
  }));
  const auto undecided = database->ReadFor<std::vector<Settlement>>(
      [&](db::Transaction& t) { return settlements.Undecided(t); });
  REQUIRE(undecided);
  REQUIRE(undecided->size() == 1);
  CHECK(undecided->front().run_id == "jr_1");
  CHECK(undecided->front().connection == "warehouse");
  CHECK(undecided->front().schema == "dw");
  CHECK(undecided->front().bookmark["node-1"].StringOr("") == "x");
}

}  // namespace
}  // namespace tenon::jobs
