#include <atomic>
#include <random>
#include <thread>

#include "objects/store_fixture.h"

namespace tenon::objects {
namespace {

// Bytes that tell whether they are whole: a length and that many of one letter.
std::string Content(unsigned version) {
  const std::size_t length = 1 + version % 5000;
  return std::to_string(length) + ":" + std::string(length, static_cast<char>('a' + version % 26));
}

bool IsWhole(const std::string& bytes) {
  const std::size_t colon = bytes.find(':');
  return colon != std::string::npos && bytes.size() > colon + 1 &&
         bytes.substr(0, colon) == std::to_string(bytes.size() - colon - 1) &&
         bytes.find_first_not_of(bytes[colon + 1], colon + 1) == std::string::npos;
}

// One thread's mix of calls over few keys. Counts what must not happen.
void Work(StoreFixture& fixture, unsigned seed, std::atomic<int>& broken) {
  std::mt19937 random(seed);
  const auto check = [&](bool holds) {
    if (!holds) ++broken;
  };
  for (int i = 0; i < 60; ++i) {
    const std::string key = "k/" + std::to_string(random() % 8);
    const unsigned choice = static_cast<unsigned>(random() % 10);
    if (choice < 4) {
      check(fixture.Put(key, Content(static_cast<unsigned>(random()))).has_value());
    } else if (choice < 5) {
      check(fixture.store().Delete("bucket", key).has_value());
    } else if (choice < 6) {
      const auto source = fixture.store().Head("bucket", key);
      if (source) {
        const auto copy = fixture.store().Copy(*source, "bucket", key + "-copy", {});
        check(copy || copy.error().reason == "NoSuchKey");
      }
    } else if (choice < 7) {
      const Prefix prefix{"bucket", "k/"};
      const auto snapshot = fixture.store().TakeSnapshot({&prefix, 1});
      for (const Snapshot::File& file : snapshot->files()) {
        check(IsWhole(ReadFile(file.path).value_or("")));
      }
    } else {
      const std::string bytes = fixture.Get(key);
      check(IsWhole(bytes) || bytes == "!NoSuchKey");
    }
  }
}

}  // namespace

TEST_CASE("threads that put, copy, delete, read and list see whole objects only") {
  StoreFixture fixture;
  std::atomic<int> broken = 0;
  {
    std::vector<std::jthread> threads;
    for (unsigned seed = 0; seed < 8; ++seed) {
      threads.emplace_back([&, seed] { Work(fixture, seed, broken); });
    }
  }
  CHECK(broken == 0);
  // Every object's view is its last state, and no blob is left over or missing.
  const auto page = fixture.store().List({.bucket = "bucket"});
  std::map<std::string, int> blobs;
  for (const Object& object : page->objects) {
    ++blobs[object.blob.id];
    const std::string bytes = fixture.Get(object.key);
    CHECK(IsWhole(bytes));
    CHECK(ReadFile(fixture.view() / object.key).value_or("") == bytes);
  }
  CHECK(fixture.CountBlobs() == static_cast<int>(blobs.size()));
}

TEST_CASE("of those that put a key at one time if there is none, one wins") {
  StoreFixture fixture;
  std::atomic<int> winners = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        for (int key = 0; key < 10; ++key) {
          const auto put =
              fixture.Put("k" + std::to_string(key), std::to_string(i), {.if_none_match = true});
          if (put) {
            ++winners;
          } else if (put.error().reason == "PreconditionFailed") {
            ++refused;
          }
        }
      });
    }
  }
  CHECK(winners == 10);
  CHECK(refused == 70);
  CHECK(fixture.CountBlobs() == 10);
}

TEST_CASE("of those that replace a known state at one time, one wins") {
  StoreFixture fixture;
  std::string etag = fixture.Put("k", "start")->attributes.etag;
  for (int round = 0; round < 5; ++round) {
    std::atomic<int> winners = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
          const std::string bytes = std::to_string(round) + "/" + std::to_string(i);
          if (fixture.Put("k", bytes, {.if_match = etag})) ++winners;
        });
      }
    }
    CHECK(winners == 1);
    etag = fixture.store().Head("bucket", "k")->attributes.etag;
  }
}

}  // namespace tenon::objects
