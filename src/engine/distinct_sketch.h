#pragma once

#include <array>
#include <cstdint>

namespace tenon::engine {

// How many distinct values there are, estimated from their hashes in 16 KiB (HyperLogLog, with the
// estimator of Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017,
// algorithm 6). The standard error is 0.8 %; a few dozen values are nearly always counted as they
// are. The engine's own sketch has 64 registers, and a standard error of 13 %.
//
// One thread at a time.
class DistinctSketch {
 public:
  // `hash` must be of 64 good bits: equal values give equal hashes.
  void Add(std::uint64_t hash);
  void Merge(const DistinctSketch& other);
  std::uint64_t Estimate() const;

 private:
  static constexpr int kIndexBits = 14;
  static constexpr std::size_t kRegisters = std::size_t{1} << kIndexBits;
  static constexpr int kMostZeros = 64 - kIndexBits;
  // By the first bits of the hash: the greatest place of the first 1 among the others.
  std::array<std::uint8_t, kRegisters> registers_ = {};
};

inline void DistinctSketch::Add(std::uint64_t hash) {
  std::uint8_t& most = registers_[hash >> kMostZeros];
  // The bit below the last one ends the count where all are 0.
  const std::uint64_t rest = (hash << kIndexBits) | (std::uint64_t{1} << (kIndexBits - 1));
  const auto place = static_cast<std::uint8_t>(__builtin_clzll(rest) + 1);
  if (place > most) most = place;
}

}  // namespace tenon::engine
