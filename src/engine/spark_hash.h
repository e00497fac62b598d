#pragma once

#include <cstdint>
#include <string_view>

namespace tenon::engine {

// The hashes of Spark's functions hash() and xxhash64(), one value after another: the hash of a
// value is the seed of the next, 42 that of the first. Thread-safe.
//
// TINYINT, SMALLINT, INT, DATE (days) and BOOLEAN (0, 1) are hashed as an int; BIGINT, TIMESTAMP
// (microseconds) and decimals of at most 18 digits (without the point) as a long; longer decimals
// as the bytes that BigInteger.toByteArray gives.

// Murmur3 of 32 bits. Spark mixes each byte of the tail by itself, unlike everybody else.
struct SparkMurmur3 {
  using Hash = std::int32_t;
  static Hash OfInt(std::int32_t value, Hash seed);
  static Hash OfLong(std::int64_t value, Hash seed);
  static Hash OfBytes(std::string_view bytes, Hash seed);
};

// XXH64.
struct SparkXxhash64 {
  using Hash = std::int64_t;
  static Hash OfInt(std::int32_t value, Hash seed);
  static Hash OfLong(std::int64_t value, Hash seed);
  static Hash OfBytes(std::string_view bytes, Hash seed);
};

}  // namespace tenon::engine
