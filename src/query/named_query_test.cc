#include "query/named_query.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/file.h"

namespace tenon::query {
namespace {

constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

struct Fixture {
  Fixture() {
    auto opened = db::Database::Open(folder.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(NamedQueryStore::Migrate(*database));
  }
  Result<std::string> Create(const std::string& id, const std::string& statement,
                             const std::string& token = "") {
    NamedQuery query;
    query.id = id;
    query.name = "daily";
    query.database = "sales";
    query.statement = statement;
    query.request_token = token;
    query.last_modified = FromMillis(1000);
    return database->WriteFor<std::string>(
        [&](db::Transaction& t) { return store.Create(t, query); });
  }
  std::vector<std::string> List(std::int64_t before, int limit) {
    std::vector<std::string> ids;
    REQUIRE(database->Read([&](db::Transaction& t) -> Status {
      ASSIGN_OR_RETURN(const auto queries, store.List(t, before, limit));
      for (const NamedQuery& query : queries) ids.push_back(query.id);
      return {};
    }));
    return ids;
  }
  Result<NamedQuery> Get(const std::string& id) {
    return database->ReadFor<NamedQuery>([&](db::Transaction& t) { return store.Get(t, id); });
  }
  TemporaryFolder folder;
  std::unique_ptr<db::Database> database;
  NamedQueryStore store;
};

TEST_CASE_FIXTURE(Fixture, "a token creates one query, and no other") {
  CHECK(*Create("q1", "SELECT 1", "token") == "q1");
  CHECK(*Create("q2", "SELECT 1", "token") == "q1");
  CHECK(Create("q3", "SELECT 2", "token").error().kind == ErrorKind::kInvalidInput);
  CHECK(*Create("q4", "SELECT 1") == "q4");
  CHECK(*Create("q5", "SELECT 1") == "q5");
  CHECK(List(kNewest, 10) == std::vector<std::string>{"q5", "q4", "q1"});
}

TEST_CASE_FIXTURE(Fixture, "queries are listed newest first, from any of them on") {
  for (const char* id : {"a", "b", "c"}) REQUIRE(Create(id, "SELECT 1"));
  CHECK(List(kNewest, 2) == std::vector<std::string>{"c", "b"});
  CHECK(List(Get("b")->sequence, 2) == std::vector<std::string>{"a"});
}

TEST_CASE_FIXTURE(Fixture, "a query can be changed and deleted while it is there") {
  REQUIRE(Create("a", "SELECT 1"));
  NamedQuery changed = *Get("a");
  changed.name = "weekly";
  changed.description = "what for";
  changed.statement = "SELECT 7";
  changed.last_modified = FromMillis(2000);
  const auto update = [&] {
    return database->Write([&](db::Transaction& t) { return store.Update(t, changed); });
  };
  const auto remove = [&] {
    return database->Write([&](db::Transaction& t) { return store.Delete(t, "a"); });
  };
  REQUIRE(update());
  CHECK(Get("a")->name == "weekly");
  CHECK(Get("a")->description == "what for");
  CHECK(Get("a")->statement == "SELECT 7");
  CHECK(Get("a")->database == "sales");
  CHECK(Get("a")->last_modified == FromMillis(2000));
  REQUIRE(remove());
  CHECK(Get("a").error().kind == ErrorKind::kNotFound);
  CHECK(remove().error().kind == ErrorKind::kNotFound);
  CHECK(update().error().kind == ErrorKind::kNotFound);
}

}  // namespace
}  // namespace tenon::query
