#include "catalog/versions.h"

#include <doctest/doctest.h>

#include "catalog/store_fixture.h"

namespace tenon::catalog {
namespace {

// The table sales.orders at version 0.
struct Orders : Catalog {
  Orders() {
    REQUIRE(CreateDatabase("sales"));
    REQUIRE(CreateTable("sales", "orders", {{"Description", "0"}}));
  }
  Status Update(const char* description, bool archive) {
    return UpdateTable("sales", "orders", {{"Description", description}}, {.archive = archive});
  }
  Result<Page<Table>> List(const VersionPageRequest& page) {
    return database->ReadFor<Page<Table>>(
        [&](auto& t) { return versions.List(t, "Sales", "Orders", page); });
  }
  Result<Table> Get(std::optional<std::int64_t> version) {
    return database->ReadFor<Table>(
        [&](auto& t) { return versions.Get(t, "Sales", "Orders", version); });
  }
  Status Delete(std::int64_t version) {
    return Write([&](auto& t) { return versions.Delete(t, "Sales", "Orders", version); });
  }
  std::vector<std::int64_t> Numbers() {
    const auto all = List({});
    REQUIRE(all);
    std::vector<std::int64_t> numbers;
    for (const Table& version : all->items) numbers.push_back(version.version);
    return numbers;
  }

  const TableVersions versions{};
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("an update archives the version that it replaces, unless it says not to") {
  Orders orders;
  CHECK(orders.Numbers() == Numbers{0});
  REQUIRE(orders.Update("1", true));
  CHECK(orders.Numbers() == Numbers{1, 0});
  REQUIRE(orders.Update("2", false));
  REQUIRE(orders.Update("3", false));
  CHECK(orders.Numbers() == Numbers{3, 0});
  CHECK(orders.Get(0)->document["Description"] == json::Value("0"));
  CHECK(orders.Get(3)->document["Description"] == json::Value("3"));
  CHECK(orders.Get(std::nullopt)->version == 3);
  CHECK(orders.Get(1).error().kind == ErrorKind::kNotFound);
  CHECK(orders.Get(1).error().message == "Version 1 of table orders not found.");
}

TEST_CASE("an archived version tells when it was made, and whose it is") {
  Orders orders;
  const Time later = kNow + std::chrono::seconds(9);
  REQUIRE(orders.Write([&](auto& t) {
    return orders.store.UpdateTable(t, {"sales", "orders", json::Object{}, later, later, 0});
  }));
  const auto first = orders.Get(0);
  REQUIRE(first);
  CHECK(first->updated == kNow);
  CHECK(first->created == kNow);
  CHECK(first->database == "sales");
  CHECK(first->name == "orders");
  CHECK(orders.Get(1)->updated == later);
  CHECK(orders.Get(1)->created == kNow);
}

TEST_CASE("versions are listed in pages that stay in order while others come") {
  Orders orders;
  for (const char* description : {"1", "2", "3", "4"}) REQUIRE(orders.Update(description, true));
  const auto first = orders.List({.limit = 2});
  REQUIRE(first);
  CHECK(first->items.front().version == 4);
  CHECK(first->items.back().version == 3);
  CHECK(first->more);
  REQUIRE(orders.Update("5", true));
  const auto second = orders.List({.before = 3, .limit = 2});
  REQUIRE(second);
  CHECK(second->items.front().version == 2);
  CHECK(second->items.back().version == 1);
  CHECK(second->more);
  const auto third = orders.List({.before = 1, .limit = 2});
  REQUIRE(third);
  REQUIRE(third->items.size() == 1);
  CHECK_FALSE(third->more);
  const auto exactly = orders.List({.limit = 6});
  REQUIRE(exactly);
  CHECK(exactly->items.size() == 6);
  CHECK_FALSE(exactly->more);
}

TEST_CASE("an archived version can be deleted, the current one cannot") {
  Orders orders;
  REQUIRE(orders.Update("1", true));
  REQUIRE(orders.Update("2", true));
  REQUIRE(orders.Delete(1));
  CHECK(orders.Numbers() == Numbers{2, 0});
  CHECK(orders.Delete(1).error().kind == ErrorKind::kNotFound);
  CHECK(orders.Delete(2).error().kind == ErrorKind::kInvalidInput);
  REQUIRE(orders.Update("3", true));
  CHECK(orders.Numbers() == Numbers{3, 2, 0});
}

TEST_CASE("a table that takes the name of a dropped one has none of its versions") {
  Orders orders;
  REQUIRE(orders.Update("1", true));
  REQUIRE(orders.Write([&](auto& t) { return orders.store.DeleteTable(t, "sales", "orders"); }));
  CHECK(orders.List({}).error().message == "Table orders not found.");
  CHECK(orders.Get(0).error().message == "Table orders not found.");
  CHECK(orders.Delete(0).error().message == "Table orders not found.");
  REQUIRE(orders.CreateTable("sales", "orders"));
  CHECK(orders.Numbers() == Numbers{0});
}

}  // namespace tenon::catalog
