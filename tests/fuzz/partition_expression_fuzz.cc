// GetPartitions' Expression: any text is refused or gives a filter, which matches any values, and
// only such as lie within its ranges.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/partition_filter.h"

namespace {

using tenon::Type;
using tenon::TypeKind;
using tenon::catalog::ByteRange;
using tenon::catalog::EncodeValue;
using tenon::catalog::PartitionFilter;
using tenon::catalog::PartitionKey;

std::vector<PartitionKey> Keys() {
  return {{"s", Type(TypeKind::kString)},   {"year", Type(TypeKind::kInt)},
          {"f", Type(TypeKind::kDouble)},   {"n", Type(TypeKind::kDecimal, 10, 2)},
          {"b", Type(TypeKind::kBoolean)},  {"date", Type(TypeKind::kDate)},
          {"t", Type(TypeKind::kTimestamp)}};
}

bool IsWithin(const std::vector<ByteRange>& ranges, const std::string& encoded) {
  return std::ranges::any_of(ranges, [&](const ByteRange& range) {
    return range.begin <= encoded && encoded < range.end;
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<PartitionKey> keys = Keys();
  const std::string_view expression(reinterpret_cast<const char*>(data), size);
  const auto filter = PartitionFilter::Parse(expression, keys);
  if (!filter) return 0;
  // The last value of each key is the expression itself: as text, and as what is no number.
  for (const std::string_view value :
       {std::string_view("2026"), std::string_view("2026-01-31"), std::string_view("true"),
        tenon::catalog::kNullPartition, expression}) {
    std::vector<std::string> encoded;
    for (const PartitionKey& key : keys) {
      encoded.push_back(EncodeValue(key.type, value));
      const std::string entry = encoded.back() + EncodeValue(keys[0].type, "next");
      const std::size_t length = tenon::catalog::EncodedLength(key.type, entry);
      if (length != encoded.back().size()) std::abort();
    }
    if (!filter->Matches(std::vector<std::string_view>(encoded.begin(), encoded.end()))) continue;
    for (std::size_t key = 0; key < keys.size(); ++key) {
      if (filter->Ranges(key) && !IsWithin(*filter->Ranges(key), encoded[key])) std::abort();
    }
  }
  return 0;
}
