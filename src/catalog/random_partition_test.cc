// Encodings against the typed values that they stand for.

#include "catalog/random_partition.h"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>

namespace tenon::catalog {
namespace {

constexpr std::array<const char*, 13> kTypes = {
    "tinyint",       "smallint", "int",  "bigint",    "float",  "double",  "decimal(10,3)",
    "decimal(38,0)", "boolean",  "date", "timestamp", "string", "char(10)"};

std::int64_t Largest(TypeKind kind) {
  if (kind == TypeKind::kTinyint) return std::numeric_limits<std::int8_t>::max();
  if (kind == TypeKind::kSmallint) return std::numeric_limits<std::int16_t>::max();
  if (kind == TypeKind::kInt) return std::numeric_limits<std::int32_t>::max();
  return std::numeric_limits<std::int64_t>::max();
}

std::string RandomText(Random& random) {
  std::string text;
  for (std::int64_t i = random.Between(0, 3); i > 0; --i) {
    text += random.Of({"a", "a", "b", "é", "%", "_", "'", "\\", "\x01", std::string(1, '\0')});
  }
  while (text.ends_with('\\')) text.pop_back();  // before the quote it would be an escape
  return text;
}

std::string Day(Random& random, std::int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), random.OneIn(3) ? "%04d-%u-%u" : "%04d-%02u-%02u",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return out.data();
}

std::string Moment(Random& random, std::int64_t quarters) {
  constexpr std::int64_t kDay = 24 * 3600 * 4;
  const std::int64_t days = (quarters - ((quarters % kDay) + kDay) % kDay) / kDay;
  const std::int64_t rest = quarters - days * kDay;
  if (rest == 0 && random.OneIn(2)) return Day(random, days);
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%c%02d:%02d:%02d", random.OneIn(2) ? 'T' : ' ',
                static_cast<int>(rest / 4 / 3600), static_cast<int>(rest / 4 / 60 % 60),
                static_cast<int>(rest / 4 % 60));
  const std::array<const char*, 4> fractions = {"", ".25", ".5", ".750000"};
  return Day(random, days) + out.data() + fractions[static_cast<std::size_t>(rest % 4)];
}

std::string DecimalText(Random& random, std::int64_t thousandths) {
  const std::int64_t size = std::abs(thousandths);
  std::string text = (thousandths < 0 ? "-" : "") + std::string(random.OneIn(3) ? "0" : "") +
                     std::to_string(size / 1000);
  const std::string fraction = std::to_string(1000 + size % 1000).substr(1);
  if (size % 1000 != 0 || random.OneIn(3)) text += "." + fraction + (random.OneIn(3) ? "00" : "");
  return text;
}

}  // namespace

bool IsFloating(const Type& type) {
  return type.kind == TypeKind::kFloat || type.kind == TypeKind::kDouble;
}
bool IsText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar;
}

std::vector<PartitionKey> RandomKeys(Random& random) {
  std::vector<PartitionKey> keys;
  const std::int64_t count = random.Between(1, 3);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto type = kTypes[static_cast<std::size_t>(random.Between(0, kTypes.size() - 1))];
    keys.push_back({"key" + std::to_string(i), *ParseType(type)});
  }
  return keys;
}

Typed RandomValue(Random& random, const Type& type) {
  Typed value;
  if (IsText(type)) {
    value.text = RandomText(random);
  } else if (IsFloating(type)) {
    value.floating = static_cast<double>(random.Between(-8, 8)) / 4;
    if (random.OneIn(12)) value.floating = std::numeric_limits<double>::infinity();
    if (random.OneIn(12)) value.floating = -std::numeric_limits<double>::infinity();
    if (random.OneIn(12)) value.floating = std::numeric_limits<double>::quiet_NaN();
  } else if (type.kind == TypeKind::kBoolean) {
    value.whole = random.Between(0, 1);
  } else if (type.kind == TypeKind::kDecimal) {
    value.whole = random.OneIn(2) ? random.Between(-4, 4) * 500 : random.Between(-12'000, 12'000);
  } else if (type.kind == TypeKind::kDate || type.kind == TypeKind::kTimestamp) {
    value.whole = random.Between(-5, 5);
    if (random.OneIn(4)) value.whole *= 100'000;
  } else {
    value.whole = random.Between(-12, 12);
    if (random.OneIn(8)) value.whole = Largest(type.kind);
    if (random.OneIn(8)) value.whole = -Largest(type.kind) - 1;
  }
  return value;
}

std::string TextOf(Random& random, const Type& type, const Typed& value) {
  if (value.state == State::kNull) return std::string(kNullPartition);
  if (value.state == State::kNoValue) return value.text;
  if (IsText(type)) return value.text;
  if (IsFloating(type)) return std::to_string(value.floating);
  switch (type.kind) {
    case TypeKind::kBoolean:
      return value.whole == 0 ? random.Of({"false", "False"}) : random.Of({"true", "TRUE"});
    case TypeKind::kDate:
      return Day(random, value.whole);
    case TypeKind::kTimestamp:
      return Moment(random, value.whole);
    case TypeKind::kDecimal:
      return DecimalText(random, value.whole);
    default:
      break;
  }
  std::string digits = std::to_string(value.whole);
  if (random.OneIn(3)) digits.insert(value.whole < 0 ? 1 : 0, "00");
  return digits;
}

Typed RandomHeld(Random& random, const Type& type) {
  if (random.OneIn(8)) return {.state = State::kNull};
  if (!IsText(type) && random.OneIn(8)) {
    return {.state = State::kNoValue, .text = random.Of({"", "x", "12x", "x\x01", "-"})};
  }
  return RandomValue(random, type);
}

int Compare(const Type& type, const Typed& a, const Typed& b) {
  const auto sign = [](auto left, auto right) { return left < right ? -1 : left > right ? 1 : 0; };
  if (a.state != b.state) {
    const auto rank = [](State state) {
      return state == State::kNull ? 0 : state == State::kValue ? 1 : 2;
    };
    return sign(rank(a.state), rank(b.state));
  }
  if (a.state == State::kNull) return 0;
  if (a.state == State::kNoValue || IsText(type)) return sign(a.text, b.text);
  if (!IsFloating(type)) return sign(a.whole, b.whole);
  const bool is_a_nan = std::isnan(a.floating);
  const bool is_b_nan = std::isnan(b.floating);
  if (is_a_nan || is_b_nan) return sign(is_a_nan, is_b_nan);
  return sign(a.floating, b.floating);
}

TEST_CASE("encodings of random values are ordered as the values are") {
  Random random(20260131);
  for (const char* name : kTypes) {
    const Type type = *ParseType(name);
    for (int i = 0; i < 2000; ++i) {
      const Typed a = RandomHeld(random, type);
      const Typed b = RandomHeld(random, type);
      const std::string a_text = TextOf(random, type, a);
      const std::string b_text = TextOf(random, type, b);
      const int order = EncodeValue(type, a_text).compare(EncodeValue(type, b_text));
      const int expected = Compare(type, a, b);
      CAPTURE(name);
      CAPTURE(a_text);
      CAPTURE(b_text);
      REQUIRE((order < 0) == (expected < 0));
      REQUIRE((order > 0) == (expected > 0));
    }
  }
}

TEST_CASE("encodings that follow one another come apart again, and compare as the tuples do") {
  Random random(7);
  for (int i = 0; i < 3000; ++i) {
    const std::vector<PartitionKey> keys = RandomKeys(random);
    std::array<std::vector<std::string>, 2> tuples;
    std::array<std::string, 2> entries;
    for (std::size_t side = 0; side < 2; ++side) {
      for (const PartitionKey& key : keys) {
        const Typed value = RandomHeld(random, key.type);
        tuples[side].push_back(EncodeValue(key.type, TextOf(random, key.type, value)));
        entries[side] += tuples[side].back();
      }
    }
    REQUIRE((tuples[0] < tuples[1]) == (entries[0] < entries[1]));
    std::string_view rest = entries[0];
    for (std::size_t key = 0; key < keys.size(); ++key) {
      const std::size_t length = EncodedLength(keys[key].type, rest);
      REQUIRE(rest.substr(0, length) == tuples[0][key]);
      rest.remove_prefix(length);
    }
    REQUIRE(rest.empty());
  }
}

}  // namespace tenon::catalog
