#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

// The cyclic redundancy checks that S3 keeps beside an object. All are reflected, start from all
// ones and end inverted:
//   kCrc32      IEEE 802.3, as in zip and gzip     check value 0xcbf43926
//   kCrc32c     Castagnoli, as in iSCSI            check value 0xe3069283
//   kCrc64Nvme  NVM Express                        check value 0xae8b14860a799888
// (the check value is that of the nine bytes "123456789").
enum class CrcKind { kCrc32, kCrc32c, kCrc64Nvme };

// The CRC of what `crc` is the CRC of, followed by `bytes`; that of no bytes is 0. Several GB/s
// where the processor multiplies without carry (x86-64), about 1 GB/s by tables elsewhere.
// Thread-safe.
std::uint64_t UpdateCrc(CrcKind kind, std::uint64_t crc, std::string_view bytes);

// The CRC of two texts in a row from the CRC of each: what an upload in parts needs, without
// reading a byte again. `second_length` is the length of the second text.
std::uint64_t CombineCrc(CrcKind kind, std::uint64_t first, std::uint64_t second,
                         std::uint64_t second_length);

// The bytes of a result: 4 or 8, and the result as S3 sends it: most significant byte first.
int CrcSize(CrcKind kind);
std::string CrcToBytes(CrcKind kind, std::uint64_t crc);
std::uint64_t CrcFromBytes(std::string_view bytes);

}  // namespace tenon
