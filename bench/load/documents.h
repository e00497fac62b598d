#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::load {

// What clients put into a catalog, as long as it is in practice: the form is that of awswrangler's
// to_parquet, which sends a whole StorageDescriptor with every partition. All texts are JSON. The
// same number always gives the same text. Pure.

// "table_000042": tables whose numbers differ in the last two digits share a prefix.
std::string TableName(std::int64_t number);
// That prefix, which 100 tables share: "table_0000".
std::string TablePrefix(std::int64_t number);

// A TableInput of 20 columns, with the partition keys (day date, hour int, source string).
std::string TableInput(std::string_view name);

// Ten sources an hour, from 2020-01-01 on.
inline constexpr std::int64_t kSourcesPerHour = 10;
struct PartitionValues {
  std::string day;     // "2020-01-01"
  std::string hour;    // "0" to "23"
  std::string source;  // "source_0" to "source_9"
};
PartitionValues ValuesOf(std::int64_t number);

// Appends the PartitionInput of that partition of `table`.
void AppendPartitionInput(std::string& out, std::string_view table, std::int64_t number);

}  // namespace tenon::load
