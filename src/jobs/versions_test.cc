#include "jobs/versions.h"

#include <doctest/doctest.h>

#include <limits>

#include "jobs/run_list.h"
#include "jobs/store_fixture.h"

namespace tenon::jobs {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));
constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

struct Fixture : JobDatabase {
  Status Save(const std::string& role, std::optional<std::int64_t> restored_from = std::nullopt) {
    Job job;
    job.name = "etl";
    job.document = {{"Role", role}};
    job.created = job.last_modified = kNow;
    job.saved_by = "AKIATEST";
    job.restored_from = restored_from;
    return database->Write([&](db::Transaction& t) -> Status {
      if (store.GetJob(t, "etl")) return store.UpdateJob(t, job);
      return store.CreateJob(t, job);
    });
  }
  Result<Job> GetJob() {
    return database->ReadFor<Job>([&](db::Transaction& t) { return store.GetJob(t, "etl"); });
  }
  Result<JobVersion> Get(std::int64_t version) {
    return database->ReadFor<JobVersion>(
        [&](db::Transaction& t) { return VersionStore().Get(t, "etl", version); });
  }
  std::vector<std::int64_t> List(std::int64_t before, int limit) {
    const auto found = database->ReadFor<std::vector<JobVersion>>(
        [&](db::Transaction& t) { return VersionStore().List(t, "etl", before, limit); });
    REQUIRE(found);
    std::vector<std::int64_t> numbers;
    for (const JobVersion& version : *found) numbers.push_back(version.version);
    return numbers;
  }
  Store store;
};

TEST_CASE_FIXTURE(Fixture,
                  "each save of a job is a version of it, with who made it and out of what") {
  REQUIRE(Save("a"));
  CHECK(GetJob()->version == 1);
  REQUIRE(Save("b"));
  REQUIRE(Save("a", 1));
  CHECK(List(kNewest, 2) == std::vector<std::int64_t>{3, 2});
  CHECK(List(2, 2) == std::vector<std::int64_t>{1});
  CHECK(Get(2)->document == json::Value{{"Role", "b"}});
  CHECK(Get(2)->saved == kNow);
  CHECK(Get(2)->saved_by == "AKIATEST");
  CHECK(!Get(2)->restored_from);
  CHECK(Get(3)->restored_from == 1);
  CHECK(GetJob()->version == 3);
  CHECK(GetJob()->restored_from == 1);
  CHECK(Get(4).error().kind == ErrorKind::kNotFound);
}

TEST_CASE_FIXTURE(Fixture, "the newest hundred versions are kept, and go with their job") {
  for (int save = 1; save <= 103; ++save) REQUIRE(Save(std::to_string(save)));
  const auto kept = List(kNewest, 1000);
  CHECK(kept.size() == 100);
  CHECK(kept.front() == 103);
  CHECK(kept.back() == 4);
  CHECK(Get(3).error().kind == ErrorKind::kNotFound);
  REQUIRE(database->Write([&](db::Transaction& t) { return store.DeleteJob(t, "etl"); }));
  CHECK(List(kNewest, 1).empty());
  REQUIRE(Save("again"));
  CHECK(GetJob()->version == 1);
}

TEST_CASE_FIXTURE(Fixture, "a run remembers which version of its job ran") {
  REQUIRE(Save("a"));
  REQUIRE(Save("b"));
  Run run;
  run.id = "jr_1";
  run.job = "etl";
  run.job_version = GetJob()->version;
  run.started = run.last_modified = kNow;
  REQUIRE(database->Write([&](db::Transaction& t) { return store.CreateRun(t, run); }));
  REQUIRE(Save("c"));
  CHECK(database->ReadFor<Run>([&](db::Transaction& t) { return store.GetRun(t, "etl", "jr_1"); })
            ->job_version == 2);
}

TEST_CASE_FIXTURE(Fixture, "runs of all jobs are listed newest first and counted by state") {
  REQUIRE(Save("a"));
  REQUIRE(database->Write([&](db::Transaction& t) {
    return store.CreateJob(t, {"other", json::Object{}, kNow, kNow});
  }));
  const auto add = [&](const std::string& id, const std::string& job, int seconds) {
    Run run;
    run.id = id;
    run.job = job;
    run.started = run.last_modified = kNow + std::chrono::seconds(seconds);
    REQUIRE(database->Write([&](db::Transaction& t) { return store.CreateRun(t, run); }));
  };
  add("jr_0", "etl", 0);
  add("jr_2", "other", 2);
  add("jr_1", "etl", 1);
  add("jr_1b", "other", 1);
  REQUIRE(database->WriteFor<Run>([&](db::Transaction& t) {
    return store.Advance(t, "jr_2", RunEvent::kFailed, kNow, "why");
  }));

  const auto list = [&](const RunFilter& filter, const RunPlace& after, int limit) {
    const auto found = database->ReadFor<std::vector<RunSummary>>(
        [&](db::Transaction& t) { return ListRuns(t, filter, after, limit); });
    REQUIRE(found);
    return *found;
  };
  const auto ids = [](const std::vector<RunSummary>& runs) {
    std::vector<std::string> names;
    for (const RunSummary& run : runs) names.push_back(run.id);
    return names;
  };
  using Names = std::vector<std::string>;
  const auto first = list({}, {}, 2);
  CHECK(ids(first) == Names{"jr_2", "jr_1b"});
  CHECK(first[0].error_message == "why");
  CHECK(first[0].job == "other");
  CHECK(ids(list({}, {first[1].started, first[1].sequence}, 9)) == Names{"jr_1", "jr_0"});
  CHECK(ids(list({.states = {RunState::kFailed, RunState::kStopped}}, {}, 9)) == Names{"jr_2"});
  const RunFilter second = {.from = kNow + std::chrono::seconds(1),
                            .until = kNow + std::chrono::seconds(2)};
  CHECK(ids(list(second, {}, 9)) == Names{"jr_1b", "jr_1"});

  const auto counts = database->ReadFor<std::vector<StateCount>>(
      [&](db::Transaction& t) { return CountRuns(t, {}); });
  REQUIRE(counts);
  REQUIRE(counts->size() == 2);
  CHECK((*counts)[0].state == RunState::kFailed);
  CHECK((*counts)[0].runs == 1);
  CHECK((*counts)[1].state == RunState::kStarting);
  CHECK((*counts)[1].runs == 3);
}

}  // namespace
}  // namespace tenon::jobs
