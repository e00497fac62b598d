#include "jobs/store.h"

#include <doctest/doctest.h>

#include "catalog/store.h"
#include "catalog/tags.h"
#include "jobs/store_fixture.h"

namespace tenon::jobs {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

struct Fixture : JobDatabase {
  Status CreateJob(const std::string& name) {
    return database->Write(
        [&](auto& t) { return store.CreateJob(t, {name, {{"Name", name}}, kNow, kNow}); });
  }
  Status CreateRun(const std::string& job, const std::string& id) {
    Run run;
    run.id = id;
    run.job = job;
    run.started = run.last_modified = kNow;
    return database->Write([&](auto& t) { return store.CreateRun(t, run); });
  }
  Result<Run> Advance(const std::string& id, RunEvent event, Time now,
                      std::string_view message = {}, const json::Value& report = json::Object{}) {
    return database->WriteFor<Run>(
        [&](auto& t) { return store.Advance(t, id, event, now, message, report); });
  }
  Result<Run> GetRun(const std::string& job, const std::string& id) {
    return database->ReadFor<Run>([&](auto& t) { return store.GetRun(t, job, id); });
  }
  std::vector<std::string> ListRuns(const std::string& job, const std::string& after, int limit) {
    auto page =
        database->ReadFor<Page<Run>>([&](auto& t) { return store.ListRuns(t, job, after, limit); });
    REQUIRE(page);
    std::vector<std::string> ids;
    for (const Run& run : page->items) ids.push_back(run.id);
    if (page->more) ids.emplace_back("...");
    return ids;
  }
  std::vector<std::string> LiveRuns() {
    auto runs = database->ReadFor<std::vector<Run>>([&](auto& t) { return store.LiveRuns(t); });
    REQUIRE(runs);
    std::vector<std::string> ids;
    for (const Run& run : *runs) ids.push_back(run.id);
    return ids;
  }

  Store store;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a job comes back whole, is replaced whole and can be deleted twice") {
  Fixture jobs;
  const json::Value document = {{"Role", "r"}, {"SomethingNew", {{"A", 1.5}}}};
  const Time later = kNow + std::chrono::seconds(1);
  REQUIRE(jobs.database->Write([&](auto& t) -> Status {
    RETURN_IF_ERROR(jobs.store.CreateJob(t, {"ETL", document, kNow, kNow}));
    ASSIGN_OR_RETURN(const Job created, jobs.store.GetJob(t, "ETL"));
    CHECK(created.document == document);
    RETURN_IF_ERROR(jobs.store.UpdateJob(t, {"ETL", {{"Role", "s"}}, later, later}));
    ASSIGN_OR_RETURN(const Job updated, jobs.store.GetJob(t, "ETL"));
    CHECK(updated.document == json::Value{{"Role", "s"}});
    CHECK(updated.created == kNow);
    CHECK(updated.last_modified == later);

    CHECK(jobs.store.GetJob(t, "etl").error().message == "Job etl not found.");
    CHECK(jobs.store.CreateJob(t, {"ETL", document, kNow, kNow}).error().message ==
          "Job ETL already exists.");
    CHECK(jobs.store.UpdateJob(t, {"x", document, kNow, kNow}).error().kind ==
          ErrorKind::kNotFound);
    RETURN_IF_ERROR(jobs.store.DeleteJob(t, "ETL"));
    RETURN_IF_ERROR(jobs.store.DeleteJob(t, "ETL"));
    CHECK(jobs.store.GetJob(t, "ETL").error().kind == ErrorKind::kNotFound);
    return {};
  }));
}

TEST_CASE("jobs are listed by name in pages") {
  Fixture jobs;
  for (const char* name : {"c", "a", "b"}) REQUIRE(jobs.CreateJob(name));
  struct Case {
    const char* after;
    int limit;
    Names names;
    bool more;
  };
  const Case cases[] = {
      {"", 2, {"a", "b"}, true}, {"b", 2, {"c"}, false}, {"", 3, {"a", "b", "c"}, false}};
  for (const Case& c : cases) {
    CAPTURE(c.after);
    const auto page = jobs.database->ReadFor<Page<Job>>(
        [&](auto& t) { return jobs.store.ListJobs(t, c.after, c.limit); });
    REQUIRE(page);
    Names names;
    for (const Job& job : page->items) names.push_back(job.name);
    CHECK(names == c.names);
    CHECK(page->more == c.more);
  }
}

TEST_CASE("a run lives from its start to its end as its events say") {
  Fixture jobs;
  REQUIRE(jobs.CreateJob("etl"));
  Run run;
  run.id = "jr_1";
  run.job = "etl";
  run.attempt = 2;
  run.started = run.last_modified = kNow;
  run.request = {{"Arguments", {{"--a", "b"}}}};
  run.job_document = {{"Name", "etl"}};
  REQUIRE(jobs.database->Write([&](auto& t) { return jobs.store.CreateRun(t, run); }));
  CHECK(jobs.LiveRuns() == Names{"jr_1"});

  const Time started = kNow + std::chrono::milliseconds(20);
  REQUIRE(jobs.Advance("jr_1", RunEvent::kStarted, started));
  const json::Value report = {{"node-1", 7}};
  const Time ended = kNow + std::chrono::milliseconds(1500);
  REQUIRE(jobs.Advance("jr_1", RunEvent::kSucceeded, ended, "", report));

  const auto stored = jobs.GetRun("etl", "jr_1");
  REQUIRE(stored);
  CHECK(stored->state == RunState::kSucceeded);
  CHECK(stored->attempt == 2);
  CHECK(stored->started == kNow);
  CHECK(stored->last_modified == ended);
  CHECK(stored->completed == ended);
  CHECK(stored->execution_seconds == 2);
  CHECK(stored->request == run.request);
  CHECK(stored->job_document == run.job_document);
  CHECK(stored->report == report);
  CHECK(stored->error_message.empty());
  CHECK(jobs.LiveRuns().empty());
}

TEST_CASE("a refused event changes nothing") {
  Fixture jobs;
  REQUIRE(jobs.CreateJob("etl"));
  REQUIRE(jobs.CreateRun("etl", "jr_1"));
  REQUIRE(jobs.Advance("jr_1", RunEvent::kFailed, kNow, "the worker is gone"));
  const auto refused = jobs.Advance("jr_1", RunEvent::kSucceeded, kNow, "no");
  CHECK(refused.error().kind == ErrorKind::kConflict);
  CHECK(jobs.GetRun("etl", "jr_1")->state == RunState::kFailed);
  CHECK(jobs.GetRun("etl", "jr_1")->error_message == "the worker is gone");
}

TEST_CASE("runs are listed newest first, in pages that stay when runs are started") {
  Fixture jobs;
  REQUIRE(jobs.CreateJob("etl"));
  REQUIRE(jobs.CreateJob("other"));
  for (const char* id : {"jr_z", "jr_a", "jr_m"}) REQUIRE(jobs.CreateRun("etl", id));
  REQUIRE(jobs.CreateRun("other", "jr_o"));
  CHECK(jobs.ListRuns("etl", "", 2) == Names{"jr_m", "jr_a", "..."});
  REQUIRE(jobs.CreateRun("etl", "jr_n"));
  CHECK(jobs.ListRuns("etl", "jr_a", 2) == Names{"jr_z"});
  CHECK(jobs.ListRuns("etl", "", 4) == Names{"jr_n", "jr_m", "jr_a", "jr_z"});
}

TEST_CASE("only runs that have not ended count as live") {
  Fixture jobs;
  REQUIRE(jobs.CreateJob("etl"));
  REQUIRE(jobs.CreateJob("other"));
  for (const char* id : {"jr_1", "jr_2", "jr_3"}) REQUIRE(jobs.CreateRun("etl", id));
  REQUIRE(jobs.CreateRun("other", "jr_4"));
  REQUIRE(jobs.Advance("jr_2", RunEvent::kStopRequested, kNow));
  REQUIRE(jobs.Advance("jr_3", RunEvent::kFailed, kNow));
  REQUIRE(jobs.database->Write([&](auto& t) -> Status {
    CHECK(*jobs.store.CountLiveRuns(t, "etl") == 2);
    CHECK(*jobs.store.CountLiveRuns(t, "nothing") == 0);
    return {};
  }));
  CHECK(jobs.LiveRuns() == Names{"jr_1", "jr_2", "jr_4"});
}

TEST_CASE("a run of a missing or another job is not found") {
  Fixture jobs;
  CHECK(jobs.CreateRun("etl", "jr_1").error().message == "Job etl not found.");
  REQUIRE(jobs.CreateJob("etl"));
  REQUIRE(jobs.CreateJob("other"));
  REQUIRE(jobs.CreateRun("etl", "jr_1"));
  CHECK(jobs.GetRun("other", "jr_1").error().message == "Job run jr_1 not found.");
  CHECK(jobs.GetRun("nothing", "jr_1").error().message == "Job nothing not found.");
  CHECK(jobs.Advance("jr_2", RunEvent::kFailed, kNow).error().kind == ErrorKind::kNotFound);
}

TEST_CASE("a deleted job takes its runs along") {
  Fixture jobs;
  REQUIRE(jobs.CreateJob("etl"));
  REQUIRE(jobs.CreateRun("etl", "jr_1"));
  REQUIRE(jobs.database->Write([&](auto& t) { return jobs.store.DeleteJob(t, "etl"); }));
  CHECK(jobs.LiveRuns().empty());
  CHECK(jobs.Advance("jr_1", RunEvent::kStarted, kNow).error().kind == ErrorKind::kNotFound);
}

TEST_CASE("tags that documents of jobs hold are taken out of them") {
  Fixture jobs;
  REQUIRE(catalog::Store::Migrate(*jobs.database));
  REQUIRE(jobs.database->Write([&](auto& t) -> Status {
    RETURN_IF_ERROR(
        jobs.store.CreateJob(t, {"old", {{"Name", "old"}, {"Tags", {{"team", "a"}}}}, kNow, kNow}));
    ASSIGN_OR_RETURN(const auto rows,
                     t.Execute("UPDATE schema_versions SET version = 1 WHERE module = 'jobs'"));
    CHECK(rows == 1);
    for (const char* later :
         {"DROP TABLE run_settlements", "DROP TABLE job_bookmarks", "DROP TABLE job_notes",
          "DROP TABLE job_versions", "DROP INDEX job_runs_by_start",
          "ALTER TABLE job_runs DROP COLUMN job_version"}) {
      REQUIRE(t.Execute(later));
    }
    return {};
  }));
  REQUIRE(Store::Migrate(*jobs.database));
  REQUIRE(jobs.database->Read([&](auto& t) -> Status {
    CHECK(jobs.store.GetJob(t, "old")->document == json::Value{{"Name", "old"}});
    CHECK(jobs.store.GetJob(t, "old")->version == 1);
    CHECK(*catalog::TagStore().Get(t, {"job", "old"}) == json::Value{{"team", "a"}});
    return {};
  }));
}

}  // namespace tenon::jobs
