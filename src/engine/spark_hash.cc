#include "engine/spark_hash.h"

#include <bit>
#include <cstring>

namespace tenon::engine {
namespace {

// Integers lie in memory as in Spark: the lowest byte first.
static_assert(std::endian::native == std::endian::little);

template <typename T>
T Read(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof(value));
  return value;
}

std::uint32_t MixWord(std::uint32_t hash, std::uint32_t word) {
  word = std::rotl(word * 0xcc9e2d51U, 15) * 0x1b873593U;
  return std::rotl(hash ^ word, 13) * 5 + 0xe6546b64U;
}

std::int32_t FinishMurmur(std::uint32_t hash, std::uint32_t length) {
  hash ^= length;
  hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
  return static_cast<std::int32_t>(hash ^ (hash >> 16));
}

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87U;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FU;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9U;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63U;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5U;

std::uint64_t Scrambled(std::uint64_t word) { return std::rotl(word * kPrime2, 31) * kPrime1; }

std::uint64_t MixLong(std::uint64_t hash, std::uint64_t word) {
  return std::rotl(hash ^ Scrambled(word), 27) * kPrime1 + kPrime4;
}

std::uint64_t MixInt(std::uint64_t hash, std::uint32_t word) {
  return std::rotl(hash ^ (word * kPrime1), 23) * kPrime2 + kPrime3;
}

std::int64_t FinishXxhash(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * kPrime2;
  hash = (hash ^ (hash >> 29)) * kPrime3;
  return static_cast<std::int64_t>(hash ^ (hash >> 32));
}

// The hash of as many whole stripes of 32 bytes as there are, which it takes away.
std::uint64_t TakeStripes(std::string_view& bytes, std::uint64_t seed) {
  std::uint64_t lanes[] = {seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1};
  for (; bytes.size() >= 32; bytes.remove_prefix(32)) {
    for (std::size_t i = 0; i < 4; ++i) {
      const auto word = Read<std::uint64_t>(bytes.data() + 8 * i);
      lanes[i] = std::rotl(lanes[i] + word * kPrime2, 31) * kPrime1;
    }
  }
  std::uint64_t hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) +
                       std::rotl(lanes[3], 18);
  for (const std::uint64_t lane : lanes) hash = (hash ^ Scrambled(lane)) * kPrime1 + kPrime4;
  return hash;
}

}  // namespace

std::int32_t SparkMurmur3::OfInt(std::int32_t value, Hash seed) {
  return FinishMurmur(MixWord(static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(value)),
                      4);
}

std::int32_t SparkMurmur3::OfLong(std::int64_t value, Hash seed) {
  const auto bits = static_cast<std::uint64_t>(value);
  const std::uint32_t low =
      MixWord(static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(bits));
  return FinishMurmur(MixWord(low, static_cast<std::uint32_t>(bits >> 32)), 8);
}

std::int32_t SparkMurmur3::OfBytes(std::string_view bytes, Hash seed) {
  auto hash = static_cast<std::uint32_t>(seed);
  const auto length = static_cast<std::uint32_t>(bytes.size());
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
    hash = MixWord(hash, Read<std::uint32_t>(bytes.data()));
  }
  for (const char c : bytes) {
    hash = MixWord(hash, static_cast<std::uint32_t>(static_cast<signed char>(c)));
  }
  return FinishMurmur(hash, length);
}

std::int64_t SparkXxhash64::OfInt(std::int32_t value, Hash seed) {
  return FinishXxhash(
      MixInt(static_cast<std::uint64_t>(seed) + kPrime5 + 4, static_cast<std::uint32_t>(value)));
}

std::int64_t SparkXxhash64::OfLong(std::int64_t value, Hash seed) {
  return FinishXxhash(
      MixLong(static_cast<std::uint64_t>(seed) + kPrime5 + 8, static_cast<std::uint64_t>(value)));
}

std::int64_t SparkXxhash64::OfBytes(std::string_view bytes, Hash seed) {
  const std::size_t length = bytes.size();
  std::uint64_t hash = static_cast<std::uint64_t>(seed) + kPrime5;
  if (length >= 32) hash = TakeStripes(bytes, static_cast<std::uint64_t>(seed));
  hash += length;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    hash = MixLong(hash, Read<std::uint64_t>(bytes.data()));
  }
  if (bytes.size() >= 4) {
    hash = MixInt(hash, Read<std::uint32_t>(bytes.data()));
    bytes.remove_prefix(4);
  }
  for (const char c : bytes) {
    hash = std::rotl(hash ^ (static_cast<unsigned char>(c) * kPrime5), 11) * kPrime1;
  }
  return FinishXxhash(hash);
}

}  // namespace tenon::engine
