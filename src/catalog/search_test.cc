#include "catalog/search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "catalog/search_index.h"
#include "catalog/store_fixture.h"
#include "catalog/sweep.h"

namespace tenon::catalog {
namespace {

using Comparator = SearchFilter::Comparator;
using Names = std::vector<std::string>;

// Three tables in two databases.
struct Lake : Catalog {
  Lake() {
    REQUIRE(CreateDatabase("lake"));
    REQUIRE(CreateDatabase("sea"));
    REQUIRE(CreateTable("lake", "customer-link", Json(R"({"Description": "Who bought: Größe",
        "Owner": "ann", "TableType": "EXTERNAL_TABLE", "LastAccessTime": 1600000000,
        "StorageDescriptor": {"Columns": [{"Name": "mail", "Comment": "the address"}]},
        "Parameters": {"classification": "csv"}})")));
    REQUIRE(CreateTable("lake", "xxlinkyy", Json(R"({"Owner": "bob",
        "PartitionKeys": [{"Name": "day"}], "Parameters": {"classification": "parquet"}})")));
    REQUIRE(CreateTable("sea", "raw_hits", Json(R"({"Owner": "ann lee",
        "TableType": "VIRTUAL_VIEW", "Parameters": {"made by": "a crawler"}})")));
  }
  // How many tables the index knows.
  std::int64_t Rows() {
    const auto rows = database->ReadFor<std::optional<std::int64_t>>(
        [](auto& t) { return t.QueryInt("SELECT count(*) FROM catalog_search_rows", {}); });
    REQUIRE(rows);
    return rows->value_or(-1);
  }
  // Whether the full-text indexes hold what the rows say.
  bool IsIntact() {
    for (const std::string index : {"catalog_search", "catalog_search_words"}) {
      const std::string sql =
          "INSERT INTO " + index + "(" + index + ", rank) VALUES ('integrity-check', 1)";
      const Status checked = Write([&](auto& t) -> Status {
        ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, t.Execute(sql));
        return {};
      });
      if (!checked) return false;
    }
    return true;
  }
  static json::Value Json(const char* text) {
    const auto value = json::Parse(text);
    REQUIRE(value);
    return *value;
  }
  Result<SearchPage> Find(const SearchRequest& request) {
    REQUIRE(TableSearchIndex().CatchUp(*database));
    return database->ReadFor<SearchPage>([&](auto& t) { return search.Find(t, request); });
  }
  Names Found(const SearchRequest& request) {
    const auto page = Find(request);
    REQUIRE_MESSAGE(page, (page ? "" : page.error().message));
    return NamesOf(page->items);
  }

  const TableSearch search{};
};

}  // namespace

TEST_CASE("a text is found wherever it stands in a table, in any case") {
  struct Case {
    const char* text;
    Names names;
  };
  const Case cases[] = {
      {"", {"customer-link", "raw_hits", "xxlinkyy"}},
      {"link", {"customer-link", "xxlinkyy"}},
      {"LINK", {"customer-link", "xxlinkyy"}},
      {"lake", {"customer-link", "xxlinkyy"}},
      {"größe", {"customer-link"}},
      {"GRÖSSE", {}},
      {"GRÖß", {"customer-link"}},
      {"mail", {"customer-link"}},
      {"the addr", {"customer-link"}},
      {"day", {"xxlinkyy"}},
      {"made by", {"raw_hits"}},
      {"crawler", {"raw_hits"}},
      {"ann", {"customer-link", "raw_hits"}},
      {"ml", {}},
      {"nn", {"customer-link", "raw_hits"}},
      {"Y", {"raw_hits", "xxlinkyy"}},
      {"_", {"raw_hits"}},
      {"\"ann\"", {"customer-link"}},
      {"\"ANN\"", {"customer-link"}},
      {"\"an\"", {}},
      {"\"\"", {}},
      {"lake\ncustomer", {}},
      {"\" OR \"", {}},
      {"nothing", {}},
  };
  Lake lake;
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(lake.Found({.text = c.text}) == c.names);
  }
}

TEST_CASE("filters compare words of a field, or its time, and all of them have to match") {
  struct Case {
    std::vector<SearchFilter> filters;
    Names names;
  };
  const Case cases[] = {
      {{{"Name", "link"}}, {"customer-link"}},
      {{{"name", "LINK"}}, {"customer-link"}},
      {{{"Name", "customer-link"}}, {"customer-link"}},
      {{{"Name", "link-customer"}}, {}},
      {{{"Name", "raw_hits"}}, {"raw_hits"}},
      {{{"Name", "hits"}}, {}},
      {{{"DatabaseName", "lake"}}, {"customer-link", "xxlinkyy"}},
      {{{"DatabaseName", "lak"}}, {}},
      {{{"DatabaseName", "lake"}, {"Owner", "ann"}}, {"customer-link"}},
      {{{"Owner", "ann"}}, {"customer-link", "raw_hits"}},
      {{{"Owner", "ann"}, {"Owner", "lee"}}, {"raw_hits"}},
      {{{"Description", "bought"}}, {"customer-link"}},
      {{{"Classification", "csv"}}, {"customer-link"}},
      {{{"TableType", "virtual_view"}}, {"raw_hits"}},
      {{{"Name", "\" OR name : \""}}, {}},
      {{{"Name", "-"}}, {}},
      {{{"LastAccessTime", "2020-09-13"}}, {"customer-link"}},
      {{{"LastAccessTime", "1600000000", Comparator::kLessThan}}, {"raw_hits", "xxlinkyy"}},
      {{{"LastAccessTime", "1599999999", Comparator::kGreaterThan}}, {"customer-link"}},
      {{{"LastAccessTime", "1600000000", Comparator::kGreaterThan}}, {}},
      {{{"LastAccessTime", "1600000000", Comparator::kGreaterThanEquals}}, {"customer-link"}},
      {{{"CreateTime", "1700000000.123", Comparator::kLessThanEquals}},
       {"customer-link", "raw_hits", "xxlinkyy"}},
      {{{"CreateTime", "1700000000.122", Comparator::kLessThanEquals}}, {}},
      {{{"CreateTime", "2023-11-14"}, {"UpdateTime", "2023-11-15", Comparator::kLessThan}},
       {"customer-link", "raw_hits", "xxlinkyy"}},
      {{{"CreateTime", "2023-11-14", Comparator::kGreaterThan}}, {}},
  };
  Lake lake;
  for (const Case& c : cases) {
    CAPTURE(c.filters[0].key);
    CAPTURE(c.filters[0].value);
    CHECK(lake.Found({.filters = c.filters}) == c.names);
  }
  CHECK(lake.Found({.text = "link", .filters = {{"Owner", "bob"}}}) == Names{"xxlinkyy"});
  CHECK(lake.Found({.text = "nk", .filters = {{"Owner", "bob"}}}) == Names{"xxlinkyy"});
}

TEST_CASE("what cannot be searched by is refused with what can") {
  Lake lake;
  const auto field = lake.Find({.filters = {{"Colour", "red"}}});
  REQUIRE_FALSE(field);
  CHECK(field.error().kind == ErrorKind::kInvalidInput);
  CHECK(field.error().message ==
        "tables cannot be searched by this field, only by Name, DatabaseName, Description, Owner, "
        "Classification, TableType, CreateTime, UpdateTime, LastAccessTime: Colour");
  CHECK_FALSE(lake.Find({.sort_field = "Colour"}));
  CHECK_FALSE(lake.Find({.filters = {{"CreateTime", "soon"}}}));
  for (const char* after : {"x", "[]", "[1,2]", "[\"a\",\"b\"]", "{}", "[\"a\",1,2]"}) {
    CAPTURE(after);
    CHECK(lake.Find({.after = after}).error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("tables are sorted by any field, both ways, page by page") {
  Lake lake;
  REQUIRE(lake.CreateTable("sea", "unowned"));
  struct Case {
    const char* field;
    Names names;
  };
  const Case cases[] = {
      {"Name", {"customer-link", "raw_hits", "unowned", "xxlinkyy"}},
      {"DatabaseName", {"customer-link", "xxlinkyy", "raw_hits", "unowned"}},
      {"Owner", {"unowned", "customer-link", "raw_hits", "xxlinkyy"}},
      {"LastAccessTime", {"xxlinkyy", "raw_hits", "unowned", "customer-link"}},
      {"CreateTime", {"customer-link", "xxlinkyy", "raw_hits", "unowned"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.field);
    for (const bool descending : {false, true}) {
      Names expected = c.names;
      if (descending) std::ranges::reverse(expected);
      Names seen;
      SearchRequest request = {.sort_field = c.field, .descending = descending, .limit = 1};
      do {
        const auto page = lake.Find(request);
        REQUIRE(page);
        REQUIRE(page->items.size() == 1);
        seen.push_back(page->items[0].name);
        request.after = page->next;
      } while (!request.after.empty());
      CHECK(seen == expected);
    }
  }
}

TEST_CASE("pages stay in order while tables come and go") {
  Lake lake;
  const auto first = lake.Find({.limit = 2});
  REQUIRE(first);
  CHECK(NamesOf(first->items) == Names{"customer-link", "raw_hits"});
  REQUIRE(lake.Write([&](auto& t) { return lake.store.DeleteTable(t, "sea", "raw_hits"); }));
  REQUIRE(lake.CreateTable("lake", "aaa"));
  REQUIRE(lake.CreateTable("lake", "sss"));
  CHECK(lake.Found({.after = first->next}) == Names{"sss", "xxlinkyy"});
}

TEST_CASE("a search finds tables as they are, not as they were") {
  Lake lake;
  REQUIRE(lake.UpdateTable("lake", "xxlinkyy", Lake::Json(R"({"Description": "renewed"})")));
  CHECK(lake.Found({.text = "renewed"}) == Names{"xxlinkyy"});
  CHECK(lake.Found({.filters = {{"Description", "renewed"}}}) == Names{"xxlinkyy"});
  CHECK(lake.Found({.text = "day"}).empty());
  CHECK(lake.Found({.filters = {{"Owner", "bob"}}}).empty());
  REQUIRE(lake.Write([&](auto& t) { return lake.store.DeleteTable(t, "lake", "xxlinkyy"); }));
  CHECK(lake.Found({.text = "renewed"}).empty());
  CHECK(lake.Found({.filters = {{"Description", "renewed"}}}).empty());
  REQUIRE(lake.Write([&](auto& t) { return lake.store.DeleteDatabase(t, "lake"); }));
  CHECK(lake.Found({}) == Names{"raw_hits"});
  CHECK(lake.Found({.text = "link"}).empty());
  CHECK(lake.Found({.filters = {{"DatabaseName", "lake"}}}).empty());
}

TEST_CASE("a dropped table is not found, and what was kept of it is swept") {
  Lake lake;
  CHECK(lake.Found({.text = "day"}) == Names{"xxlinkyy"});
  REQUIRE(lake.Write([&](auto& t) { return lake.store.DeleteTable(t, "lake", "xxlinkyy"); }));
  CHECK(lake.Found({.text = "day"}).empty());
  CHECK(lake.Found({.filters = {{"Name", "xxlinkyy"}}}).empty());
  CHECK(lake.Found({.text = "yy"}).empty());
  CHECK(lake.Found({}) == Names{"customer-link", "raw_hits"});
  CHECK(lake.Rows() == 3);
  for (bool is_left = true; is_left;) {
    REQUIRE(lake.Write([&](auto& t) -> Status {
      ASSIGN_OR_RETURN(is_left, SweepSome(t));
      return {};
    }));
  }
  CHECK(lake.Rows() == 2);
  CHECK(lake.IsIntact());
}

TEST_CASE("the index holds what the tables say after any change, also one that failed") {
  Lake lake;
  CHECK(lake.Found({.text = "day"}) == Names{"xxlinkyy"});
  const Status failed = lake.Write([&](auto& t) -> Status {
    RETURN_IF_ERROR(lake.store.UpdateTable(
        t, {"lake", "xxlinkyy", Lake::Json(R"({"Description": "renewed"})"), kNow, kNow}));
    RETURN_IF_ERROR(TableSearchIndex().IndexSome(t));
    return InvalidInput("no");
  });
  CHECK_FALSE(failed);
  CHECK(lake.Found({.text = "renewed"}).empty());
  CHECK(lake.Found({.text = "day"}) == Names{"xxlinkyy"});
  CHECK(lake.IsIntact());
}

TEST_CASE("more tables than are indexed at once are all found") {
  Lake lake;
  for (int i = 0; i < 100; ++i) REQUIRE(lake.CreateTable("sea", "many_" + std::to_string(i)));
  REQUIRE(lake.UpdateTable("sea", "many_7", {{"Owner", "seven"}}));
  REQUIRE(lake.Write([&](auto& t) { return lake.store.DeleteTable(t, "sea", "many_8"); }));
  CHECK(lake.Found({.text = "many_"}).size() == 99);
  CHECK(lake.Found({.filters = {{"Owner", "seven"}}}) == Names{"many_7"});
  CHECK(lake.IsIntact());
}

TEST_CASE("a change of the times alone is seen by searches") {
  Lake lake;
  CHECK(lake.Found({.filters = {{"UpdateTime", "2024-01-01", Comparator::kGreaterThan}}}).empty());
  const auto table = lake.GetTable("lake", "xxlinkyy");
  REQUIRE(table);
  const Time later = kNow + std::chrono::hours(24 * 365);
  REQUIRE(lake.Write([&](auto& t) {
    return lake.store.UpdateTable(t, {"lake", "xxlinkyy", table->document, later, later});
  }));
  CHECK(lake.Found({.filters = {{"UpdateTime", "2024-01-01", Comparator::kGreaterThan}}}) ==
        Names{"xxlinkyy"});
}

TEST_CASE("what is beside the work of others indexes tables too") {
  Lake lake;
  const Sweeper sweeper(*lake.database);
  const auto is_pending = [&] {
    const auto found = lake.database->ReadFor<std::optional<std::int64_t>>(
        [](auto& t) { return t.QueryInt("SELECT 1 FROM catalog_search_pending LIMIT 1", {}); });
    REQUIRE(found);
    return found->has_value();
  };
  while (is_pending()) std::this_thread::yield();
  CHECK(lake.Rows() == 3);
}

}  // namespace tenon::catalog
