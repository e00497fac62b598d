#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "catalog/partition_value.h"

// Random values of partitions for property tests, as what they are before they are text. Seeded.
namespace tenon::catalog {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t Between(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
  }
  bool OneIn(std::int64_t times) { return Between(1, times) == 1; }
  std::string Of(const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(
        Between(0, static_cast<std::int64_t>(choices.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

enum class State { kNull, kNoValue, kValue };

struct Typed {
  State state = State::kValue;
  std::int64_t whole =
      0;  // the number, 0 or 1, days, quarters of a second, thousandths of a decimal
  double floating = 0;
  std::string text = {};  // of text, and of what is no value
};

bool IsFloating(const Type& type);
bool IsText(const Type& type);

// One to three keys of any types.
std::vector<PartitionKey> RandomKeys(Random& random);
Typed RandomValue(Random& random, const Type& type);
// What a partition may hold for a key: also NULL and text that is no value.
Typed RandomHeld(Random& random, const Type& type);
// One of the spellings of the value.
std::string TextOf(Random& random, const Type& type, const Typed& value);

// Below, at or above 0 as a is before, equal to or after b. NULL is first, what is no value last.
int Compare(const Type& type, const Typed& a, const Typed& b);

}  // namespace tenon::catalog
