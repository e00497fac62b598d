#include "query/execution.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/file.h"

namespace tenon::query {

TEST_CASE("an execution comes back as it was put, by id and by token") {
  const TemporaryFolder folder;
  const auto database = db::Database::Open(folder.path() / "test.db");
  REQUIRE(database);
  REQUIRE(ExecutionStore::Migrate(**database));
  const ExecutionStore store;
  Execution execution{.id = "e1",
                      .statement = "SELECT 1",
                      .database = "d",
                      .output = "s3://b/e1.csv",
                      .request_token = "t",
                      .reason = "",
                      .submitted = FromMillis(1000),
                      .completed = std::nullopt,
                      .columns = {{"a", TypeKind::kBigint}}};
  const auto put = [&] {
    return (*database)->Write([&](db::Transaction& t) { return store.Put(t, execution); });
  };
  REQUIRE(put());
  REQUIRE((*database)->Read([&](db::Transaction& t) -> Status {
    const auto found = store.FindByToken(t, "t");
    CHECK((*found)->id == "e1");
    CHECK((*found)->columns == execution.columns);
    CHECK(store.Live(t)->size() == 1);
    CHECK(store.Get(t, "e2").error().kind == ErrorKind::kNotFound);
    return {};
  }));

  execution.state = State::kSucceeded;
  execution.completed = FromMillis(2000);
  execution.rows = 7;
  REQUIRE(put());
  REQUIRE((*database)->Read([&](db::Transaction& t) -> Status {
    const auto found = store.Get(t, "e1");
    CHECK(found->state == State::kSucceeded);
    CHECK(found->completed == FromMillis(2000));
    CHECK(found->rows == 7);
    CHECK(store.Live(t)->empty());
    return {};
  }));
}

TEST_CASE("executions are listed newest first, whatever has become of them") {
  const TemporaryFolder folder;
  const auto database = db::Database::Open(folder.path() / "test.db");
  REQUIRE(database);
  REQUIRE(ExecutionStore::Migrate(**database));
  const ExecutionStore store;
  const auto put = [&](const std::string& id, State state) {
    Execution execution;
    execution.id = id;
    execution.state = state;
    REQUIRE((*database)->Write([&](db::Transaction& t) { return store.Put(t, execution); }));
  };
  put("first", State::kQueued);
  put("second", State::kQueued);
  put("third", State::kQueued);
  put("first", State::kSucceeded);
  REQUIRE((*database)->Read([&](db::Transaction& t) -> Status {
    const auto newest = store.List(t, std::numeric_limits<std::int64_t>::max(), 2);
    REQUIRE(newest->size() == 2);
    CHECK((*newest)[0].id == "third");
    CHECK((*newest)[1].id == "second");
    const auto rest = store.List(t, (*newest)[1].sequence, 2);
    REQUIRE(rest->size() == 1);
    CHECK((*rest)[0].id == "first");
    return {};
  }));
}

}  // namespace tenon::query
