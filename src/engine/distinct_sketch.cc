#include "engine/distinct_sketch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tenon::engine {
namespace {

// The part of the registers that are still 0.
double Sigma(double x) {
  if (x == 1) return std::numeric_limits<double>::infinity();
  double y = 1;
  double z = x;
  for (double before = -1; z != before;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

// The part of the registers that are full.
double Tau(double x) {
  if (x == 0 || x == 1) return 0;
  double y = 1;
  double z = 1 - x;
  for (double before = -1; z != before;) {
    x = std::sqrt(x);
    before = z;
    y /= 2;
    z -= (1 - x) * (1 - x) * y;
  }
  return z / 3;
}

}  // namespace

void DistinctSketch::Merge(const DistinctSketch& other) {
  for (std::size_t i = 0; i < kRegisters; ++i) {
    registers_[i] = std::max(registers_[i], other.registers_[i]);
  }
}

std::uint64_t DistinctSketch::Estimate() const {
  std::array<int, kMostZeros + 2> counts = {};
  for (const std::uint8_t place : registers_) ++counts[place];
  constexpr double kAll = kRegisters;
  double z = kAll * Tau(1 - counts[kMostZeros + 1] / kAll);
  for (int place = kMostZeros; place > 0; --place) {
    z = (z + counts[static_cast<std::size_t>(place)]) / 2;
  }
  z += kAll * Sigma(counts[0] / kAll);
  constexpr double kAlpha = 0.721347520444481703680;  // 1 / (2 ln 2)
  return static_cast<std::uint64_t>(std::llround(kAlpha * kAll * kAll / z));
}

}  // namespace tenon::engine
