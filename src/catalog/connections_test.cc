#include "catalog/connections.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/file.h"
#include "catalog/tags.h"

namespace tenon::catalog {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

json::Value Jdbc(std::string_view password) {
  return {{"ConnectionType", "JDBC"},
          {"MatchCriteria", json::Array{"sales", "prod"}},
          {"ConnectionProperties",
           {{"JDBC_CONNECTION_URL", "jdbc:postgresql://db/x"},
            {"USERNAME", "u"},
            {"PASSWORD", password}}}};
}

class Connections {
 public:
  Connections()
      : database_(*db::Database::Open(folder_.path() / "test.db")),
        key_(*auth::SealingKey::OpenOrMake(folder_.path() / "sealing.key")) {
    REQUIRE(Store::Migrate(*database_));
  }
  Status Write(const std::function<Status(db::Transaction&)>& work) {
    return database_->Write(work);
  }
  Status Create(const char* name, const json::Value& document) {
    return Write([&](db::Transaction& transaction) {
      return store.Create(transaction, {name, document, kNow, kNow});
    });
  }
  Result<Connection> Get(std::string_view name, Secrets secrets = Secrets::kIncluded) {
    return GetFrom(store, name, secrets);
  }
  Result<Connection> GetFrom(const ConnectionStore& from, std::string_view name, Secrets secrets) {
    return database_->ReadFor<Connection>(
        [&](db::Transaction& transaction) { return from.Get(transaction, name, secrets); });
  }
  std::vector<std::string> Names(const ConnectionRequest& request) {
    const auto page = database_->ReadFor<Page<Connection>>([&](db::Transaction& transaction) {
      return store.List(transaction, request, Secrets::kLeftOut);
    });
    REQUIRE(page);
    std::vector<std::string> names;
    for (const Connection& connection : page->items) names.push_back(connection.name);
    if (page->more) names.emplace_back("...");
    return names;
  }
  std::string Files() {
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
      all += *ReadFile(file.path());
    }
    return all;
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
  auth::SealingKey key_;

 public:
  const ConnectionStore store{key_};
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a connection comes back whole with its secrets, or without them") {
  Connections connections;
  REQUIRE(connections.Create("Sales", Jdbc("hunter2")));
  const auto whole = connections.Get("Sales");
  REQUIRE(whole);
  CHECK(whole->document == Jdbc("hunter2"));
  CHECK(whole->created == kNow);
  const auto open = connections.Get("Sales", Secrets::kLeftOut);
  REQUIRE(open);
  CHECK(open->document["ConnectionProperties"].Find("PASSWORD") == nullptr);
  CHECK(open->document["ConnectionProperties"]["USERNAME"] == json::Value("u"));
  CHECK(connections.Get("sales").error().message == "Connection sales not found.");
  CHECK(connections.Create("Sales", Jdbc("x")).error().kind == ErrorKind::kAlreadyExists);
}

TEST_CASE("no file holds a secret in clear, before an update or after it") {
  Connections connections;
  REQUIRE(connections.Create("sales", Jdbc("hunter2-secret")));
  CHECK(connections.Files().find("jdbc:postgresql") != std::string::npos);
  CHECK(connections.Files().find("hunter2") == std::string::npos);
  REQUIRE(connections.Write([&](db::Transaction& transaction) {
    return connections.store.Update(transaction, {"sales", Jdbc("correct-horse"), {}, kNow});
  }));
  CHECK(connections.Get("sales")->document == Jdbc("correct-horse"));
  for (const char* secret : {"hunter2", "correct-horse"}) {
    CHECK(connections.Files().find(secret) == std::string::npos);
  }
}

TEST_CASE("a connection sealed with another key opens without its secrets only") {
  Connections connections;
  REQUIRE(connections.Create("sales", Jdbc("hunter2")));
  const auto key = *auth::SealingKey::OpenOrMake(connections.folder() / "other.key");
  const ConnectionStore other(key);
  CHECK(connections.GetFrom(other, "sales", Secrets::kLeftOut));
  const auto shut = connections.GetFrom(other, "sales", Secrets::kIncluded);
  REQUIRE_FALSE(shut);
  CHECK(shut.error().reason == "GlueEncryptionException");
}

TEST_CASE("the secrets of one connection do not open as those of another") {
  Connections connections;
  REQUIRE(connections.Create("a", Jdbc("hunter2")));
  REQUIRE(connections.Create("b", Jdbc("correct-horse")));
  REQUIRE(connections.Write([](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(
        const auto rows,
        transaction.Execute("UPDATE catalog_connections SET sealed_secrets = (SELECT "
                            "sealed_secrets FROM catalog_connections WHERE name = 'a')"));
    CHECK(rows == 2);
    return {};
  }));
  CHECK(connections.Get("a"));
  CHECK(connections.Get("b").error().reason == "GlueEncryptionException");
}

TEST_CASE("connections are listed by name, filtered, and in pages") {
  Connections connections;
  json::Value tagged = Jdbc("p");
  tagged.Set("MatchCriteria", json::Array{"sales"});
  REQUIRE(connections.Create("a", Jdbc("p")));
  REQUIRE(connections.Create("b", tagged));
  REQUIRE(connections.Create("c", {{"ConnectionType", "NETWORK"}}));
  REQUIRE(connections.Create("d", {{"ConnectionType", "POSTGRESQL"}}));
  CHECK(connections.Names({}) == Names{"a", "b", "c", "d"});
  CHECK(connections.Names({.limit = 2}) == Names{"a", "b", "..."});
  CHECK(connections.Names({.after = "b", .limit = 2}) == Names{"c", "d"});
  CHECK(connections.Names({.type = "JDBC"}) == Names{"a", "b"});
  CHECK(connections.Names({.type = "JDBC", .limit = 2}) == Names{"a", "b"});
  CHECK(connections.Names({.match_criteria = {"sales"}}) == Names{"a", "b"});
  CHECK(connections.Names({.match_criteria = {"prod", "sales"}}) == Names{"a"});
  CHECK(connections.Names({.schema_version = 1}) == Names{"a", "b", "c"});
  CHECK(connections.Names({.schema_version = 2}) == Names{"d"});
}

TEST_CASE("an update replaces a connection whole, secrets too, and keeps when it was created") {
  Connections connections;
  REQUIRE(connections.Create("a", Jdbc("hunter2")));
  const json::Value changed = {{"ConnectionType", "NETWORK"}};
  REQUIRE(connections.Write([&](db::Transaction& transaction) {
    return connections.store.Update(transaction, {"a", changed, {}, kNow + std::chrono::hours(1)});
  }));
  const auto updated = connections.Get("a");
  REQUIRE(updated);
  CHECK(updated->document == changed);
  CHECK(updated->created == kNow);
  CHECK(updated->updated == kNow + std::chrono::hours(1));
  CHECK(connections
            .Write([&](db::Transaction& transaction) {
              return connections.store.Update(transaction, {"b", changed, {}, kNow});
            })
            .error()
            .kind == ErrorKind::kNotFound);
}

TEST_CASE("a deleted connection is gone, with its tags") {
  Connections connections;
  REQUIRE(connections.Create("a", Jdbc("hunter2")));
  REQUIRE(connections.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(TagStore().Add(transaction, {"connection", "a"}, {{"k", "v"}}));
    RETURN_IF_ERROR(connections.store.Delete(transaction, "a"));
    CHECK(connections.store.Delete(transaction, "a").error().kind == ErrorKind::kNotFound);
    ASSIGN_OR_RETURN(const json::Value tags, TagStore().Get(transaction, {"connection", "a"}));
    CHECK(tags == json::Value(json::Object{}));
    return {};
  }));
  CHECK(connections.Get("a").error().kind == ErrorKind::kNotFound);
}

}  // namespace tenon::catalog
