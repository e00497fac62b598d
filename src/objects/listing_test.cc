#include "objects/listing.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

// Rows without files: a listing reads the index alone.
void AddRows(StoreFixture& fixture, const std::vector<std::string>& keys) {
  REQUIRE(fixture.database().Write([&](db::Transaction& transaction) -> Status {
    for (const std::string& key : keys) {
      ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                       transaction.Execute("INSERT OR REPLACE INTO objects VALUES "
                                           "('bucket', ?1, ?1, 1, 0, 'e', '{}')",
                                           {key}));
    }
    return {};
  }));
}

// "key" for objects and "prefix|" for common prefixes, of all pages, in order of each page.
std::vector<std::string> ListAll(StoreFixture& fixture, ListRequest request) {
  std::vector<std::string> all;
  for (;;) {
    const auto page = fixture.store().List(request);
    REQUIRE(page);
    std::vector<std::string> items;
    for (const Object& object : page->objects) items.push_back(object.key);
    for (const std::string& common : page->common_prefixes) items.push_back(common + "|");
    std::ranges::sort(items);
    all.insert(all.end(), items.begin(), items.end());
    CHECK(items.size() <= static_cast<std::size_t>(request.max_keys));
    if (!page->truncated) return all;
    REQUIRE(page->next_start_after > request.start_after);
    request.start_after = page->next_start_after;
  }
}

// What S3 says a listing is, over the keys themselves.
std::vector<std::string> Expected(const std::set<std::string>& keys, const ListRequest& request) {
  std::set<std::string> items;
  for (const std::string& key : keys) {
    if (!key.starts_with(request.prefix)) continue;
    const std::size_t at = request.delimiter.empty()
                               ? std::string::npos
                               : key.find(request.delimiter, request.prefix.size());
    if (at == std::string::npos) {
      items.insert(key);
    } else {
      items.insert(key.substr(0, at + request.delimiter.size()) + "|");
    }
  }
  return {items.begin(), items.end()};
}

}  // namespace

TEST_CASE("a listing is in byte order and keeps to its prefix") {
  StoreFixture fixture;
  AddRows(fixture, {"b", "a/2", "a/10", "A", "a", "ü", "a0", "\U0001F600", "a%b", "a_b"});
  CHECK(ListAll(fixture, {.bucket = "bucket"}) == std::vector<std::string>{"A", "a", "a%b", "a/10",
                                                                           "a/2", "a0", "a_b", "b",
                                                                           "ü", "\U0001F600"});
  CHECK(ListAll(fixture, {.bucket = "bucket", .prefix = "a/"}) ==
        std::vector<std::string>{"a/10", "a/2"});
  CHECK(ListAll(fixture, {.bucket = "bucket", .prefix = "a%"}) == std::vector<std::string>{"a%b"});
}

TEST_CASE("keys beneath a delimiter roll up to one common prefix") {
  StoreFixture fixture;
  AddRows(fixture, {"top", "zone/", "zone/leads/1", "zone/leads/2", "zone/users/1", "zone/x"});
  CHECK(ListAll(fixture, {.bucket = "bucket", .delimiter = "/"}) ==
        std::vector<std::string>{"top", "zone/|"});
  CHECK(ListAll(fixture, {.bucket = "bucket", .prefix = "zone/", .delimiter = "/"}) ==
        std::vector<std::string>{"zone/", "zone/leads/|", "zone/users/|", "zone/x"});
}

TEST_CASE("a page goes on where the last one ended, common prefixes included") {
  StoreFixture fixture;
  AddRows(fixture, {"a/1", "a/2", "b/1", "c"});
  ListRequest request{.bucket = "bucket", .delimiter = "/", .max_keys = 1};
  const auto first = fixture.store().List(request);
  REQUIRE(first);
  CHECK(first->common_prefixes == std::vector<std::string>{"a/"});
  CHECK(first->truncated);
  CHECK(first->next_start_after == "a/");
  request.start_after = "a/1";  // within the common prefix: passes over the whole of it
  CHECK(fixture.store().List(request)->common_prefixes == std::vector<std::string>{"b/"});
  request.start_after = "b/";
  const auto last = fixture.store().List(request);
  CHECK(last->objects.at(0).key == "c");
  CHECK_FALSE(last->truncated);
  CHECK(last->next_start_after.empty());
}

TEST_CASE("a page has at most 1000 entries and none if none are asked for") {
  StoreFixture fixture;
  std::vector<std::string> keys;
  for (int i = 0; i < 1001; ++i) keys.push_back("k" + std::to_string(i));
  AddRows(fixture, keys);
  const auto page = fixture.store().List({.bucket = "bucket", .max_keys = 5000});
  CHECK(page->objects.size() == 1000);
  CHECK(page->truncated);
  const auto none = fixture.store().List({.bucket = "bucket", .max_keys = 0});
  CHECK(none->objects.empty());
  CHECK_FALSE(none->truncated);
}

TEST_CASE("listing a bucket that is not there is NoSuchBucket") {
  StoreFixture fixture;
  CHECK(fixture.store().List({.bucket = "other"}).error().reason == "NoSuchBucket");
}

TEST_CASE("listings of random keys agree with the definition") {
  StoreFixture fixture;
  std::mt19937 random(20'260'131);
  const auto pick = [&](std::string_view alphabet, std::size_t longest) {
    std::string text;
    const std::size_t length = random() % (longest + 1);
    for (std::size_t i = 0; i < length; ++i) text += alphabet[random() % alphabet.size()];
    return text;
  };
  std::set<std::string> keys;
  for (int i = 0; i < 400; ++i) keys.insert("k" + pick("ab/\x7f", 6));
  AddRows(fixture, {keys.begin(), keys.end()});
  for (int i = 0; i < 200; ++i) {
    const ListRequest request{.bucket = "bucket",
                              .prefix = random() % 2 == 0 ? "" : "k" + pick("ab/", 2),
                              .delimiter = pick("/a", 2),
                              .max_keys = 1 + static_cast<int>(random() % 20)};
    CAPTURE(request.prefix);
    CAPTURE(request.delimiter);
    std::vector<std::string> got = ListAll(fixture, request);
    std::ranges::sort(got);
    CHECK(got == Expected(keys, request));
  }
}

}  // namespace tenon::objects
