#include "runner/lru_cache.h"

#include <doctest/doctest.h>

namespace tenon::runner {

TEST_CASE("what was asked for longest ago goes first") {
  LruCache<int> cache(10);
  const auto put = [&](const char* key, int value, std::size_t bytes) {
    cache.Put(key, std::make_shared<int>(value), bytes);
  };
  put("a", 1, 4);
  put("b", 2, 4);
  REQUIRE(cache.Find("a"));
  put("c", 3, 4);
  CHECK(*cache.Find("a") == 1);
  CHECK(cache.Find("b") == nullptr);
  CHECK(*cache.Find("c") == 3);
  put("a", 5, 6);
  CHECK(*cache.Find("a") == 5);
  put("large", 6, 11);
  CHECK(cache.Find("large") == nullptr);
  CHECK(*cache.Find("a") == 5);
}

TEST_CASE("what has no key is not kept") {
  LruCache<int> cache(100);
  cache.Put("", std::make_shared<int>(1), 10);
  CHECK(cache.Find("") == nullptr);
}

}  // namespace tenon::runner
