#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "types/type.h"

// The values of partitions as bytes that compare as the values do, so that a look-up by value is a
// look-up in an ordered index. Pure functions.
namespace tenon::catalog {

// A column that a table is partitioned by.
struct PartitionKey {
  std::string name;  // in lower case
  Type type;         // string if the catalog's type is none that can be compared (arrays, ...)
  bool operator==(const PartitionKey&) const = default;
};

// The keys of a TableInput, in their order.
std::vector<PartitionKey> PartitionKeysOf(const json::Value& table_input);

// What Hive writes for a NULL.
inline constexpr std::string_view kNullPartition = "__HIVE_DEFAULT_PARTITION__";

// The text of a partition's value as bytes. Values of the key's type compare as Glue compares them:
// numbers by number ("07" equals "7"), decimals exactly (whatever the precision and scale of the
// type, up to 38 digits), NaN after all other numbers, dates and timestamps by time (UTC where the
// text names no offset), booleans false first, text by its bytes. Before all of them comes NULL,
// after all of them any text that is no value of the type, which equals only itself. No encoding is
// the beginning of another, so that several can follow one another: ("2026", "01") compares as
// year, then month. The bytes depend on the type: a key of another type needs another encoding.
std::string EncodeValue(const Type& type, std::string_view text);

// The text as a value of the type, nullopt if it is none (or NULL): for literals of expressions.
std::optional<std::string> EncodeLiteral(const Type& type, std::string_view text);

// How many bytes at the beginning of `entry` are one value. All of them if they are no encoding.
std::size_t EncodedLength(const Type& type, std::string_view entry);

// Whether the encoding is that of NULL, and whether it is that of a value of the type.
bool IsNull(std::string_view encoded);
bool IsValue(std::string_view encoded);

// The text behind an encoded value of a type of text (string, char, varchar).
std::string DecodeText(std::string_view encoded);

// Bytes from `begin` to before `end`; an empty `end` is no end. Encodings that follow the value
// change nothing: ("2026", "01") lies in the range of "2026".
struct ByteRange {
  std::string begin;
  std::string end;
  bool operator==(const ByteRange&) const = default;
};

// The range of all values of any type: neither NULL nor text that is no value.
ByteRange AllValues();
// The ranges of NULL, and of everything but NULL.
ByteRange AllNulls();
ByteRange AllButNull();

// The first bytes after everything that begins with this encoding of one value. No encoding
// contains what it appends at that place, so a range [e, After(e)) holds e alone.
std::string After(std::string_view encoded);
// Whether the range holds one value; `begin` is then its encoding.
bool IsPoint(const ByteRange& range);

// The range of the values of text that begin with these bytes; AllValues for none.
ByteRange TextsThatBeginWith(std::string_view prefix);

}  // namespace tenon::catalog
