#include "engine/distinct_sketch.h"

#include <doctest/doctest.h>

#include <cmath>

namespace tenon::engine {
namespace {

// A number's hash (SplitMix64).
std::uint64_t HashOf(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return number ^ (number >> 31);
}

}  // namespace

TEST_CASE("An estimate is within four standard errors, from none to a million values") {
  CHECK(DistinctSketch().Estimate() == 0);
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{1} << 40}) {
    DistinctSketch sketch;
    std::uint64_t values = 0;
    for (const std::uint64_t count : {1U, 10U, 1'000U, 30'000U, 100'000U, 1'000'000U}) {
      for (; values < count; ++values) sketch.Add(HashOf(first + values));
      CAPTURE(count);
      const double wrong = static_cast<double>(sketch.Estimate()) - static_cast<double>(count);
      CHECK(std::abs(wrong) <= 0.5 + 4 * 0.0081 * static_cast<double>(count));
    }
  }
}

TEST_CASE("The values of two sketches together are those of one that has seen all") {
  DistinctSketch all;
  DistinctSketch odd;
  DistinctSketch even;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    for (int times = 0; times < 2; ++times) {
      all.Add(HashOf(i));
      (i % 2 == 0 ? even : odd).Add(HashOf(i));
    }
  }
  odd.Merge(even);
  CHECK(odd.Estimate() == all.Estimate());
}

TEST_CASE("A hash of nothing but 0 fills its register and no more") {
  DistinctSketch sketch;
  sketch.Add(0);
  CHECK(sketch.Estimate() == 1);
}

}  // namespace tenon::engine
