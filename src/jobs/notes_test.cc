#include "jobs/notes.h"

#include <doctest/doctest.h>

#include "jobs/store_fixture.h"

namespace tenon::jobs {
namespace {

struct Fixture : JobDatabase {
  Fixture() { Create(); }
  void Create() {
    Job job;
    job.name = "etl";
    job.document = json::Object{};
    REQUIRE(database->Write([&](db::Transaction& t) { return Store().CreateJob(t, job); }));
  }
  void Put(std::int64_t version, const std::string& text) {
    REQUIRE(database->Write(
        [&](db::Transaction& t) { return NoteStore().Put(t, "etl", version, json::Array{text}); }));
  }
  std::string Get(std::int64_t version) {
    const auto notes = database->ReadFor<json::Value>(
        [&](db::Transaction& t) { return NoteStore().Get(t, "etl", version); });
    return notes ? json::Dump(*notes) : notes.error().message;
  }
};

TEST_CASE_FIXTURE(Fixture, "a version has the notes that were put for it, or before it") {
  CHECK(Get(1) == "[]");
  Put(2, "two");
  Put(4, "four");
  Put(4, "four again");
  CHECK(Get(1) == "[]");
  CHECK(Get(2) == R"(["two"])");
  CHECK(Get(3) == R"(["two"])");
  CHECK(Get(9) == R"(["four again"])");
}

TEST_CASE_FIXTURE(Fixture, "notes go with their job") {
  Put(1, "one");
  REQUIRE(database->Write([&](db::Transaction& t) { return Store().DeleteJob(t, "etl"); }));
  Create();
  CHECK(Get(1) == "[]");
}

}  // namespace
}  // namespace tenon::jobs
