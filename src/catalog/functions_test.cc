#include "catalog/functions.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/file.h"

namespace tenon::catalog {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

class Functions {
 public:
  Functions() : database_(*db::Database::Open(folder_.path() / "test.db")) {
    REQUIRE(Store::Migrate(*database_));
    for (const char* name : {"a", "b"}) {
      REQUIRE(Write([&](db::Transaction& transaction) {
        return Store().CreateDatabase(transaction, {name, json::Object{}, kNow});
      }));
    }
  }
  Status Write(const std::function<Status(db::Transaction&)>& work) {
    return database_->Write(work);
  }
  Status Create(const char* database, const char* name, const json::Value& document = {}) {
    return Write([&](db::Transaction& transaction) {
      return FunctionStore().Create(transaction, {database, name, document, kNow});
    });
  }
  Result<Function> Get(const char* database, const char* name) {
    return database_->ReadFor<Function>([&](db::Transaction& transaction) {
      return FunctionStore().Get(transaction, database, name);
    });
  }
  Result<Page<Function>> List(const FunctionRequest& request) {
    return database_->ReadFor<Page<Function>>(
        [&](db::Transaction& transaction) { return FunctionStore().List(transaction, request); });
  }
  std::vector<std::string> Names(const FunctionRequest& request) {
    const auto page = List(request);
    REQUIRE(page);
    std::vector<std::string> names;
    for (const Function& function : page->items) {
      names.push_back(function.database + "." + function.name);
    }
    if (page->more) names.emplace_back("...");
    return names;
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a function is found by its name in any case, once in each database") {
  Functions functions;
  REQUIRE(functions.Create("A", "Mask", {{"ClassName", "org.Mask"}}));
  REQUIRE(functions.Create("b", "mask"));
  const auto found = functions.Get("a", "MASK");
  REQUIRE(found);
  CHECK(found->database == "a");
  CHECK(found->name == "mask");
  CHECK(found->created == kNow);
  CHECK(found->document["ClassName"] == json::Value("org.Mask"));
  const Status taken = functions.Create("a", "MASK");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
  CHECK(taken.error().message == "Function mask already exists.");
}

TEST_CASE("what is missing is named: the database first") {
  Functions functions;
  CHECK(functions.Get("nowhere", "f").error().message == "Database nowhere not found.");
  CHECK(functions.Get("a", "F").error().message == "Function f not found.");
  CHECK(functions.Create("nowhere", "f").error().kind == ErrorKind::kNotFound);
  CHECK(functions.List({.database = "nowhere", .pattern = "*"}).error().kind ==
        ErrorKind::kNotFound);
  CHECK(functions
            .Write([](db::Transaction& transaction) {
              return FunctionStore().Delete(transaction, "a", "f");
            })
            .error()
            .kind == ErrorKind::kNotFound);
  CHECK(functions
            .Write([](db::Transaction& transaction) {
              return FunctionStore().Update(transaction, "f", {"a", "f", {}, kNow});
            })
            .error()
            .message == "Function f not found.");
}

TEST_CASE("functions are listed by database and name, by pattern, by type, and in pages") {
  Functions functions;
  for (const char* name : {"mask", "hash", "hash_all"}) REQUIRE(functions.Create("a", name));
  REQUIRE(functions.Create("b", "hash", {{"FunctionType", "AGGREGATE_FUNCTION"}}));
  CHECK(functions.Names({.pattern = "*"}) == Names{"a.hash", "a.hash_all", "a.mask", "b.hash"});
  CHECK(functions.Names({.database = "A", .pattern = "HASH*"}) == Names{"a.hash", "a.hash_all"});
  CHECK(functions.Names({.pattern = "hash|mask"}) == Names{"a.hash", "a.mask", "b.hash"});
  CHECK(functions.Names({.pattern = "*", .type = "AGGREGATE_FUNCTION"}) == Names{"b.hash"});
  CHECK(functions.Names({.pattern = "hash", .type = "REGULAR_FUNCTION"}) == Names{"a.hash"});
  CHECK(functions.Names({.pattern = "hash", .limit = 1}) == Names{"a.hash", "..."});
  CHECK(functions.Names(
            {.pattern = "hash", .after_database = "a", .after_name = "hash", .limit = 1}) ==
        Names{"b.hash"});
  CHECK(functions.List({.pattern = "("}).error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("an update replaces the function whole and may rename it, but onto no other") {
  Functions functions;
  REQUIRE(functions.Create("a", "old", {{"ClassName", "org.Old"}, {"OwnerName", "me"}}));
  REQUIRE(functions.Create("a", "taken"));
  const auto update = [&](const char* name, const char* new_name) {
    return functions.Write([&](db::Transaction& transaction) {
      return FunctionStore().Update(
          transaction, name,
          {"A", new_name, {{"ClassName", "org.New"}}, kNow + kNow.time_since_epoch()});
    });
  };
  REQUIRE(update("OLD", "Renamed"));
  CHECK(functions.Get("a", "old").error().kind == ErrorKind::kNotFound);
  const auto renamed = functions.Get("a", "renamed");
  REQUIRE(renamed);
  CHECK(renamed->document == json::Value{{"ClassName", "org.New"}});
  CHECK(renamed->created == kNow);
  CHECK(update("renamed", "taken").error().kind == ErrorKind::kAlreadyExists);
  CHECK(functions.Get("a", "renamed"));
}

TEST_CASE("a function goes when it is deleted, and with its database") {
  Functions functions;
  REQUIRE(functions.Create("a", "f"));
  REQUIRE(functions.Create("a", "g"));
  REQUIRE(functions.Write(
      [](db::Transaction& transaction) { return FunctionStore().Delete(transaction, "A", "F"); }));
  CHECK(functions.Names({.pattern = "*"}) == Names{"a.g"});
  REQUIRE(functions.Write(
      [](db::Transaction& transaction) { return Store().DeleteDatabase(transaction, "a"); }));
  CHECK(functions.Names({.pattern = "*"}).empty());
}

}  // namespace tenon::catalog
