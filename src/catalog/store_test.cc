#include "catalog/store.h"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "base/file.h"

namespace tenon::catalog {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

// A catalog of its own for each test.
class Catalog {
 public:
  Catalog() {
    auto database = db::Database::Open(folder_.path() / "test.db");
    REQUIRE(database);
    database_ = *std::move(database);
    REQUIRE(Store::Migrate(*database_));
  }

  Status Write(const std::function<Status(db::Transaction&)>& work) {
    return database_->Write(work);
  }
  Status CreateDatabase(const std::string& name) {
    return Write([&](auto& t) { return store.CreateDatabase(t, {name, {{"Name", name}}, kNow}); });
  }
  Status CreateTable(const std::string& database, const std::string& name,
                     json::Value document = json::Object{}) {
    return Write(
        [&](auto& t) { return store.CreateTable(t, {database, name, document, kNow, kNow, 0}); });
  }
  Result<Table> GetTable(const std::string& database, const std::string& name) {
    return database_->ReadFor<Table>([&](auto& t) { return store.GetTable(t, database, name); });
  }
  Result<Page<Table>> ListTables(const std::string& database, const PageRequest& page) {
    return database_->ReadFor<Page<Table>>(
        [&](auto& t) { return store.ListTables(t, database, page); });
  }

  const Store store{};

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
};

std::vector<std::string> NamesOf(const Page<Table>& page) {
  std::vector<std::string> names;
  for (const Table& table : page.items) names.push_back(table.name);
  return names;
}

}  // namespace

TEST_CASE("a table comes back whole under its name in lower case") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("Landing_Zone"));
  const json::Value document = {{"Name", "Users"},
                                {"StorageDescriptor", {{"Location", "s3://lake/users/"}}},
                                {"SomethingNew", {{"A", 1.5}}}};
  REQUIRE(catalog.CreateTable("LANDING_zone", "Users", document));
  const auto table = catalog.GetTable("landing_zone", "USERS");
  REQUIRE(table);
  CHECK(table->database == "landing_zone");
  CHECK(table->name == "users");
  CHECK(table->document == document);
  CHECK(table->created == kNow);
  CHECK(table->updated == kNow);
  CHECK(table->version == 0);
}

TEST_CASE("what is missing or taken is refused in Glue's words") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders"));
  const Store& store = catalog.store;
  const Table in_nowhere{"nowhere", "t", json::Object{}, kNow, kNow, 0};
  const Table missing{"sales", "leads", json::Object{}, kNow, kNow, 0};
  struct Case {
    const char* what;
    std::function<Status(db::Transaction&)> work;
    ErrorKind kind;
    const char* message;
  };
  const Case cases[] = {
      {"database again",
       [&](auto& t) { return store.CreateDatabase(t, {"Sales", json::Object{}, kNow}); },
       ErrorKind::kAlreadyExists, "Database sales already exists."},
      {"table again",
       [&](auto& t) {
         return store.CreateTable(t, {"sales", "ORDERS", json::Object{}, kNow, kNow, 0});
       },
       ErrorKind::kAlreadyExists, "Table orders already exists."},
      {"table in a missing database", [&](auto& t) { return store.CreateTable(t, in_nowhere); },
       ErrorKind::kNotFound, "Database nowhere not found."},
      {"update of a missing table",
       [&](auto& t) { return store.UpdateTable(t, missing, std::nullopt); }, ErrorKind::kNotFound,
       "Table leads not found."},
      {"update in a missing database",
       [&](auto& t) { return store.UpdateTable(t, in_nowhere, std::nullopt); },
       ErrorKind::kNotFound, "Database nowhere not found."},
      {"deletion of a missing table",
       [&](auto& t) { return store.DeleteTable(t, "sales", "leads"); }, ErrorKind::kNotFound,
       "Table leads not found."},
      {"deletion in a missing database",
       [&](auto& t) { return store.DeleteTable(t, "nowhere", "leads"); }, ErrorKind::kNotFound,
       "Database nowhere not found."},
      {"update of a missing database",
       [&](auto& t) { return store.UpdateDatabase(t, "nowhere", json::Object{}); },
       ErrorKind::kNotFound, "Database nowhere not found."},
      {"deletion of a missing database",
       [&](auto& t) { return store.DeleteDatabase(t, "nowhere"); }, ErrorKind::kNotFound,
       "Database nowhere not found."},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Status status = catalog.Write(c.work);
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == c.kind);
    CHECK(status.error().message == c.message);
  }
  CHECK(catalog.GetTable("nowhere", "t").error().message == "Database nowhere not found.");
  CHECK(catalog.ListTables("nowhere", {}).error().message == "Database nowhere not found.");
}

TEST_CASE("an update replaces the document whole and counts the version up") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders", {{"Parameters", {{"a", "1"}}}}));
  const Time later = kNow + std::chrono::seconds(5);
  const json::Value replacement = {{"Description", "new"}};
  REQUIRE(catalog.Write([&](auto& t) {
    return catalog.store.UpdateTable(t, {"sales", "Orders", replacement, later, later, 0}, 0);
  }));
  const auto table = catalog.GetTable("sales", "orders");
  CHECK(table->document == replacement);
  CHECK(table->created == kNow);
  CHECK(table->updated == later);
  CHECK(table->version == 1);
}

TEST_CASE("of concurrent updates of one version exactly one succeeds") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders"));
  std::atomic<int> succeeded = 0;
  std::atomic<int> conflicts = 0;
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 8; ++writer) {
      writers.emplace_back([&, writer] {
        const Table table{"sales", "orders", {{"Writer", writer}}, kNow, kNow, 0};
        const Status status =
            catalog.Write([&](auto& t) { return catalog.store.UpdateTable(t, table, 0); });
        if (status) ++succeeded;
        if (!status && status.error().kind == ErrorKind::kConflict) ++conflicts;
      });
    }
  }
  CHECK(succeeded == 1);
  CHECK(conflicts == 7);
  CHECK(catalog.GetTable("sales", "orders")->version == 1);
}

TEST_CASE("a database goes with its tables and their partitions") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(
      catalog.CreateTable("sales", "orders", {{"PartitionKeys", json::Array{{{"Name", "y"}}}}}));
  REQUIRE(catalog.Write([&](auto& t) {
    return catalog.store.CreatePartition(t, "sales", "orders", {{"2026"}, json::Object{}, kNow});
  }));
  REQUIRE(catalog.Write([&](auto& t) { return catalog.store.DeleteDatabase(t, "Sales"); }));
  REQUIRE(catalog.CreateDatabase("sales"));
  CHECK(catalog.GetTable("sales", "orders").error().message == "Table orders not found.");
  REQUIRE(catalog.CreateTable("sales", "orders"));
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto partitions, catalog.store.ListPartitions(t, "sales", "orders"));
    CHECK(partitions.empty());
    return {};
  }));
}

TEST_CASE("tables are listed by name, in pages, and by pattern") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateDatabase("other"));
  REQUIRE(catalog.CreateTable("other", "leads_x"));
  for (const char* name : {"users", "leads_raw", "hits", "leads"}) {
    REQUIRE(catalog.CreateTable("sales", name));
  }
  struct Case {
    PageRequest request;
    std::vector<std::string> names;
    bool more;
  };
  const Case cases[] = {
      {{"", 10, ""}, {"hits", "leads", "leads_raw", "users"}, false},
      {{"", 4, ""}, {"hits", "leads", "leads_raw", "users"}, false},
      {{"", 3, ""}, {"hits", "leads", "leads_raw"}, true},
      {{"leads_raw", 3, ""}, {"users"}, false},
      {{"m", 1, ""}, {"users"}, false},
      {{"", 10, "LEADS*"}, {"leads", "leads_raw"}, false},
      {{"", 1, "leads*"}, {"leads"}, true},
      {{"leads", 1, "leads*"}, {"leads_raw"}, false},
      {{"", 10, "nothing"}, {}, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.request.after);
    CAPTURE(c.request.limit);
    CAPTURE(c.request.expression);
    const auto page = catalog.ListTables("sales", c.request);
    REQUIRE(page);
    CHECK(NamesOf(*page) == c.names);
    CHECK(page->more == c.more);
  }
  CHECK(catalog.ListTables("sales", {"", 10, "("}).error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("pages miss nothing and tell nothing twice while others create tables") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  std::set<std::string> before;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "b" + std::to_string(100 + i);
    REQUIRE(catalog.CreateTable("sales", name));
    before.insert(name);
  }
  std::atomic<bool> done = false;
  std::jthread creator([&] {
    for (int i = 0; i < 500 && !done; ++i) {
      for (const char* prefix : {"a", "b1", "c"}) {
        if (!catalog.CreateTable("sales", prefix + std::to_string(1000 + i))) return;
      }
    }
  });
  std::vector<std::string> seen;
  std::string after;
  for (;;) {
    const auto page = catalog.ListTables("sales", {after, 7});
    REQUIRE(page);
    for (const std::string& name : NamesOf(*page)) {
      if (before.contains(name)) seen.push_back(name);
    }
    if (!page->more) break;
    after = page->items.back().name;
  }
  done = true;
  CHECK(seen == std::vector<std::string>(before.begin(), before.end()));
}

TEST_CASE("databases are listed by name and updated whole") {
  Catalog catalog;
  for (const char* name : {"c", "A", "b"}) REQUIRE(catalog.CreateDatabase(name));
  REQUIRE(catalog.Write(
      [&](auto& t) { return catalog.store.UpdateDatabase(t, "B", {{"Description", "second"}}); }));
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto page, catalog.store.ListDatabases(t, {"a", 1}));
    REQUIRE(page.items.size() == 1);
    CHECK(page.items[0].name == "b");
    CHECK(page.items[0].document == json::Value{{"Description", "second"}});
    CHECK(page.items[0].created == kNow);
    CHECK(page.more);
    return {};
  }));
}

TEST_CASE("partitions are created once, listed in order and told apart by their values") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders",
                              {{"PartitionKeys", json::Array{{{"Name", "y"}}, {{"Name", "m"}}}}}));
  const Store& store = catalog.store;
  const auto partition = [](std::vector<std::string> values, const char* note) {
    return Partition{std::move(values), {{"Note", note}}, kNow};
  };
  const std::vector<Partition> first = {partition({"2026", "2"}, "first"),
                                        partition({"2026", "1"}, "first")};
  const std::vector<Partition> second = {partition({"2026", "1"}, "second"),
                                         partition({"a\",\"b", "é"}, "second")};
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const int created, store.CreatePartitions(t, "sales", "orders", first));
    ASSIGN_OR_RETURN(const int again, store.CreatePartitions(t, "Sales", "Orders", second));
    CHECK(created == 2);
    CHECK(again == 1);
    const Status taken = store.CreatePartition(t, "sales", "orders", second[0]);
    CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
    CHECK(taken.error().message == "Partition already exists.");
    const Status short_of_one = store.CreatePartition(t, "sales", "orders", partition({"1"}, ""));
    CHECK(short_of_one.error().kind == ErrorKind::kInvalidInput);

    ASSIGN_OR_RETURN(const auto all, store.ListPartitions(t, "sales", "orders"));
    REQUIRE(all.size() == 3);
    CHECK(all[0].values == std::vector<std::string>{"2026", "1"});
    CHECK(all[0].document["Note"] == json::Value("first"));
    CHECK(all[2].values == second[1].values);
    ASSIGN_OR_RETURN(const auto page,
                     store.ListPartitions(t, "sales", "orders", {all[0].Key(), 1}));
    REQUIRE(page.items.size() == 1);
    CHECK(page.items[0].values == all[1].values);
    CHECK(page.more);

    ASSIGN_OR_RETURN(const auto one, store.GetPartition(t, "sales", "orders", first[0].values));
    CHECK(one.document["Note"] == json::Value("first"));
    const auto none = store.GetPartition(t, "sales", "orders", std::vector<std::string>{"x", "y"});
    CHECK(none.error().message == "Cannot find partition.");
    CHECK(store.ListPartitions(t, "sales", "x").error().message == "Table x not found.");
    return {};
  }));
}

}  // namespace tenon::catalog
