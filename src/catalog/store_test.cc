#include "catalog/store.h"

#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "catalog/partitions.h"
#include "catalog/store_fixture.h"
#include "catalog/versions.h"

namespace tenon::catalog {

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
      {"update of a missing table", [&](auto& t) { return store.UpdateTable(t, missing); },
       ErrorKind::kNotFound, "Table leads not found."},
      {"update in a missing database", [&](auto& t) { return store.UpdateTable(t, in_nowhere); },
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
    return catalog.store.UpdateTable(t, {"sales", "Orders", replacement, later, later, 0},
                                     {.expected_version = 0});
  }));
  const auto table = catalog.GetTable("sales", "orders");
  CHECK(table->document == replacement);
  CHECK(table->created == kNow);
  CHECK(table->updated == later);
  CHECK(table->version == 1);
}

TEST_CASE("32 writers that expect the version they have read make each version exactly once") {
  constexpr int kWriters = 32;
  constexpr int kUpdates = 4;
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders"));
  std::atomic<int> conflicts = 0;
  std::atomic<int> failures = 0;
  {
    std::vector<std::jthread> writers;
    writers.reserve(kWriters);
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&, writer] {
        for (int done = 0; done < kUpdates;) {
          const auto read = catalog.GetTable("sales", "orders");
          if (!read) return void(++failures);
          const Status updated = catalog.UpdateTable("sales", "orders", {{"Writer", writer}},
                                                     {.expected_version = read->version});
          if (updated) ++done;
          if (!updated && updated.error().kind != ErrorKind::kConflict) return void(++failures);
          if (!updated) ++conflicts;
        }
      });
    }
  }
  CHECK(failures == 0);
  CHECK(catalog.GetTable("sales", "orders")->version == kWriters * kUpdates);
  std::map<std::int64_t, int> updates;  // of each writer
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto all, TableVersions().List(t, "sales", "orders", {.limit = 1000}));
    for (std::size_t i = 0; i < all.items.size(); ++i) {
      CHECK(all.items[i].version == kWriters * kUpdates - static_cast<std::int64_t>(i));
      ++updates[all.items[i].document["Writer"].IntOr(-1)];
    }
    return {};
  }));
  for (int writer = 0; writer < kWriters; ++writer) CHECK(updates[writer] == kUpdates);
  CHECK(updates[-1] == 1);  // the version that was created
}

TEST_CASE("another number of partition keys is refused while there are partitions") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  const json::Value by_year = {{"PartitionKeys", json::Array{{{"Name", "y"}}}}};
  const json::Value by_month = {{"PartitionKeys", json::Array{{{"Name", "y"}}, {{"Name", "m"}}}}};
  REQUIRE(catalog.CreateTable("sales", "orders", by_month));
  REQUIRE(catalog.UpdateTable("sales", "orders", by_year));
  const auto table = catalog.GetTable("sales", "orders");
  REQUIRE(table);
  REQUIRE(catalog.Write([&](auto& t) {
    return PartitionStore().Create(t, *table, {{"2026"}, json::Object{}, kNow});
  }));
  const Status refused = catalog.UpdateTable("sales", "orders", by_month);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kInvalidInput);
  CHECK(catalog.GetTable("sales", "orders")->version == 1);
}

TEST_CASE("a table keeps its number, and one that takes its name gets another") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "orders"));
  const auto first = catalog.GetTable("sales", "orders");
  REQUIRE(first);
  REQUIRE(catalog.UpdateTable("sales", "orders", json::Object{}));
  CHECK(catalog.GetTable("sales", "orders")->id == first->id);
  REQUIRE(catalog.Write([&](auto& t) { return catalog.store.DeleteTable(t, "sales", "orders"); }));
  REQUIRE(catalog.CreateTable("sales", "orders"));
  CHECK(catalog.GetTable("sales", "orders")->id > first->id);
  CHECK(catalog.GetTable("sales", "orders")->version == 0);
}

TEST_CASE("a database goes with its tables and their partitions") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(
      catalog.CreateTable("sales", "orders", {{"PartitionKeys", json::Array{{{"Name", "y"}}}}}));
  const auto first = catalog.GetTable("sales", "orders");
  REQUIRE(first);
  REQUIRE(catalog.Write([&](auto& t) {
    return PartitionStore().Create(t, *first, {{"2026"}, json::Object{}, kNow});
  }));
  REQUIRE(catalog.Write([&](auto& t) { return catalog.store.DeleteDatabase(t, "Sales"); }));
  REQUIRE(catalog.CreateDatabase("sales"));
  CHECK(catalog.GetTable("sales", "orders").error().message == "Table orders not found.");
  REQUIRE(catalog.CreateTable("sales", "orders"));
  const auto second = catalog.GetTable("sales", "orders");
  REQUIRE(second);
  CHECK(second->id != first->id);
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto partitions, PartitionStore().ListAll(t, *second));
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
    CHECK(NamesOf(page->items) == c.names);
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
    for (const std::string& name : NamesOf(page->items)) {
      if (before.contains(name)) seen.push_back(name);
    }
    if (!page->more) break;
    after = page->items.back().name;
  }
  done = true;
  CHECK(seen == std::vector<std::string>(before.begin(), before.end()));
}

TEST_CASE("the names of tables are listed as the tables are, with their types") {
  Catalog catalog;
  REQUIRE(catalog.CreateDatabase("sales"));
  REQUIRE(catalog.CreateTable("sales", "b", {{"TableType", "VIRTUAL_VIEW"}}));
  REQUIRE(catalog.CreateTable("sales", "a", {{"TableType", "EXTERNAL_TABLE"}}));
  REQUIRE(catalog.CreateTable("sales", "c"));
  REQUIRE(catalog.UpdateTable("sales", "a", {{"TableType", "GOVERNED"}}));
  REQUIRE(catalog.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto page, catalog.store.ListTableNames(t, "Sales", {"", 2}));
    REQUIRE(page.items.size() == 2);
    CHECK(page.items[0].name == "a");
    CHECK(page.items[0].type == "GOVERNED");
    CHECK(page.items[1].name == "b");
    CHECK(page.items[1].type == "VIRTUAL_VIEW");
    CHECK(page.more);
    ASSIGN_OR_RETURN(const auto rest, catalog.store.ListTableNames(t, "sales", {"b", 2}));
    REQUIRE(rest.items.size() == 1);
    CHECK(rest.items[0].type == "");
    return {};
  }));
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

}  // namespace tenon::catalog
