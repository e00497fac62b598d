#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/partition_value.h"

namespace tenon::catalog {

// GetPartitions' Expression: a condition over a table's partition keys in Hive's grammar as Glue's
// clients send it (sql/hive_predicate.h), bound to the keys and their types. Three-valued logic as
// in SQL: NULL, and text that is no value of its key's type, compare as unknown, and only what is
// true matches. IS NULL is true of NULL alone, not of such text. In = <> and IN, the literal
// '__HIVE_DEFAULT_PARTITION__' means NULL, and comparing with it is never unknown: Trino asks so. A
// quoted number is the number for a key of numbers, and a number without quotes its text for a key
// of text. A blank expression matches everything. Immutable; thread-safe.
class PartitionFilter {
 public:
  // kInvalidInput, with the place in the expression and what stands there, for bad syntax, a name
  // that is no partition key (the keys are named), a literal that is no value of the key's type,
  // LIKE on a key that is no text, and an expression of more than 2048 characters.
  static Result<PartitionFilter> Parse(std::string_view expression,
                                       std::span<const PartitionKey> keys);
  ~PartitionFilter();
  PartitionFilter(PartitionFilter&&) noexcept;
  PartitionFilter& operator=(PartitionFilter&&) noexcept;

  // Whether the partition of these values matches: one encoded value for each key, in their order.
  bool Matches(std::span<const std::string_view> encoded) const;

  // Where the values of that key (by position) can lie in partitions that match: disjoint ranges in
  // order, none if nothing can match. nullopt if the expression says nothing about the key alone.
  // Necessary, not sufficient: (a = 1 AND b = 2) OR (a = 3 AND b = 4) yields {1, 3} for a.
  const std::optional<std::vector<ByteRange>>& Ranges(std::size_t key) const;

 private:
  struct State;
  explicit PartitionFilter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::catalog
