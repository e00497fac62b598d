#include "base/crc.h"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A register of `width` bits holds a polynomial over GF(2) with its highest power in bit 0, as the
// bits of a reflected CRC come. In it 1 is the top bit, and a shift to the right multiplies by x.

namespace tenon {
namespace {

struct Polynomial {
  int width;
  std::uint64_t terms;  // without the highest, reflected
};

constexpr Polynomial kCrc32Polynomial{.width = 32, .terms = 0xedb88320};
constexpr Polynomial kCrc32cPolynomial{.width = 32, .terms = 0x82f63b78};
constexpr Polynomial kCrc64NvmePolynomial{.width = 64, .terms = 0x9a6c9329ac4bc9b5};

constexpr std::uint64_t TopBit(const Polynomial& p) { return std::uint64_t{1} << (p.width - 1); }

constexpr std::uint64_t AllOnes(const Polynomial& p) { return ~std::uint64_t{0} >> (64 - p.width); }

constexpr std::uint64_t TimesX(const Polynomial& p, std::uint64_t a) {
  return (a & 1) != 0 ? (a >> 1) ^ p.terms : a >> 1;
}

constexpr std::uint64_t Multiply(const Polynomial& p, std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  for (std::uint64_t bit = TopBit(p); bit != 0; bit >>= 1) {
    if ((a & bit) != 0) product ^= b;
    b = TimesX(p, b);
  }
  return product;
}

// x to the power of 2^doublings * n.
constexpr std::uint64_t PowerOfX(const Polynomial& p, std::uint64_t n, int doublings = 0) {
  std::uint64_t result = TopBit(p);
  std::uint64_t square = TopBit(p) >> 1;
  for (int i = 0; i < doublings; ++i) square = Multiply(p, square, square);
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) result = Multiply(p, result, square);
    square = Multiply(p, square, square);
  }
  return result;
}

// tables[k][b]: what byte b does to the register when k more bytes follow it.
using Tables = std::array<std::array<std::uint64_t, 256>, 8>;

constexpr Tables MakeTables(const Polynomial& p) {
  Tables tables{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    std::uint64_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = TimesX(p, crc);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < 8; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint64_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

template <const Polynomial& kPolynomial>
std::uint64_t ByTables(std::uint64_t crc, const char* bytes, std::size_t size) {
  static constexpr Tables kTables = MakeTables(kPolynomial);
  for (; size >= 8; bytes += 8, size -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
    word ^= crc;
    crc = kTables[7][word & 0xff] ^ kTables[6][word >> 8 & 0xff] ^ kTables[5][word >> 16 & 0xff] ^
          kTables[4][word >> 24 & 0xff] ^ kTables[3][word >> 32 & 0xff] ^
          kTables[2][word >> 40 & 0xff] ^ kTables[1][word >> 48 & 0xff] ^ kTables[0][word >> 56];
  }
  for (; size > 0; ++bytes, --size) {
    crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(*bytes)) & 0xff];
  }
  return crc;
}

#if defined(__x86_64__)

bool CanMultiplyWithoutCarry() {
  static const bool kCan = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
  return kCan;
}

// Folds 16 bytes at a time into 16 that leave the same remainder, then divides those by tables
// (Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Intel, 2009).
// The product of two reflected registers comes out one bit low, hence 191 and 127 for 192 and 128.
template <const Polynomial& kPolynomial>
__attribute__((target("pclmul,sse4.1"))) std::uint64_t ByFolding(std::uint64_t crc,
                                                                 const char* bytes,
                                                                 std::size_t size) {
  constexpr int kShift = 64 - kPolynomial.width;
  constexpr std::uint64_t kLow = PowerOfX(kPolynomial, 191) << kShift;
  constexpr std::uint64_t kHigh = PowerOfX(kPolynomial, 127) << kShift;
  const __m128i factors =
      _mm_set_epi64x(static_cast<std::int64_t>(kHigh), static_cast<std::int64_t>(kLow));
  const auto load = [](const char* from) __attribute__((target("pclmul,sse4.1"))) {
    __m128i block;
    std::memcpy(&block, from, sizeof block);
    return block;
  };
  __m128i state = _mm_xor_si128(load(bytes), _mm_set_epi64x(0, static_cast<std::int64_t>(crc)));
  for (bytes += 16, size -= 16; size >= 16; bytes += 16, size -= 16) {
    const __m128i low = _mm_clmulepi64_si128(state, factors, 0x00);
    const __m128i high = _mm_clmulepi64_si128(state, factors, 0x11);
    state = _mm_xor_si128(_mm_xor_si128(low, high), load(bytes));
  }
  std::array<char, 16> rest{};
  std::memcpy(rest.data(), &state, rest.size());
  crc = ByTables<kPolynomial>(0, rest.data(), rest.size());
  return ByTables<kPolynomial>(crc, bytes, size);
}

#endif

template <const Polynomial& kPolynomial>
std::uint64_t Update(std::uint64_t crc, std::string_view bytes) {
  crc ^= AllOnes(kPolynomial);
#if defined(__x86_64__)
  if (bytes.size() >= 64 && CanMultiplyWithoutCarry()) {
    return ByFolding<kPolynomial>(crc, bytes.data(), bytes.size()) ^ AllOnes(kPolynomial);
  }
#endif
  return ByTables<kPolynomial>(crc, bytes.data(), bytes.size()) ^ AllOnes(kPolynomial);
}

const Polynomial& PolynomialOf(CrcKind kind) {
  switch (kind) {
    case CrcKind::kCrc32:
      return kCrc32Polynomial;
    case CrcKind::kCrc32c:
      return kCrc32cPolynomial;
    case CrcKind::kCrc64Nvme:
      break;
  }
  return kCrc64NvmePolynomial;
}

}  // namespace

std::uint64_t UpdateCrc(CrcKind kind, std::uint64_t crc, std::string_view bytes) {
  switch (kind) {
    case CrcKind::kCrc32:
      return Update<kCrc32Polynomial>(crc, bytes);
    case CrcKind::kCrc32c:
      return Update<kCrc32cPolynomial>(crc, bytes);
    case CrcKind::kCrc64Nvme:
      break;
  }
  return Update<kCrc64NvmePolynomial>(crc, bytes);
}

std::uint64_t CombineCrc(CrcKind kind, std::uint64_t first, std::uint64_t second,
                         std::uint64_t second_length) {
  const Polynomial& polynomial = PolynomialOf(kind);
  constexpr int kBitsOfAByte = 3;  // as a power of two
  return Multiply(polynomial, PowerOfX(polynomial, second_length, kBitsOfAByte), first) ^ second;
}

int CrcSize(CrcKind kind) { return PolynomialOf(kind).width / 8; }

std::string CrcToBytes(CrcKind kind, std::uint64_t crc) {
  std::string bytes;
  for (int i = CrcSize(kind) - 1; i >= 0; --i) bytes += static_cast<char>(crc >> (8 * i) & 0xff);
  return bytes;
}

std::uint64_t CrcFromBytes(std::string_view bytes) {
  std::uint64_t crc = 0;
  for (const char byte : bytes) crc = crc << 8 | static_cast<unsigned char>(byte);
  return crc;
}

}  // namespace tenon
