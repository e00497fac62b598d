#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/graph.h"
#include "types/schema.h"

// What a profile of the rows that leave a node asks, as SQL, and how the answers read.
namespace tenon::graph {

// The rows with every column as people read it: nested values as JSON, binary as hexadecimal
// digits. `relation` is not quoted, here and below.
std::string RowsSql(std::string_view relation, const Schema& schema);

// Of every row.
struct ColumnSummary {
  std::uint64_t nulls = 0;
  std::uint64_t distinct = 0;      // estimated; a hundredth too many or too few is usual for many
  std::optional<std::string> min;  // absent without a value, and for types that have no order
  std::optional<std::string> max;
  bool operator==(const ColumnSummary&) const = default;
};

struct Summary {
  std::uint64_t rows = 0;
  std::vector<ColumnSummary> columns;  // as the schema
  bool operator==(const Summary&) const = default;
};

// One row, of what ReadSummary reads: the count of all rows, and for each column CountSql and
// ExtentSql.
std::string SummarySql(std::string_view relation, const Schema& schema);
// An aggregate: how many values a column has that are not NULL.
std::string CountSql(const Column& column);
// Aggregates over the same rows: about how many different values there are, the least and the
// greatest, of which it does not matter how often a row occurs.
std::array<std::string, 3> ExtentSql(const Column& column);
Result<Summary> ReadSummary(const DataRows& rows, const Schema& schema);

// Of a sample of the rows.
struct ColumnDetail {
  struct Value {
    std::string text;
    std::uint64_t rows = 0;
    bool operator==(const Value&) const = default;
  };
  struct Bar {
    double low = 0;   // inclusive
    double high = 0;  // exclusive but for the last bar
    std::uint64_t rows = 0;
    bool operator==(const Bar&) const = default;
  };
  std::vector<Value> top;              // the most frequent first, at most kTopValues
  std::vector<std::string> quantiles;  // at kQuantiles, of types that have an order
  std::vector<Bar> histogram;          // of numbers, dates and timestamps (as seconds since 1970)
  bool operator==(const ColumnDetail&) const = default;
};

constexpr std::size_t kTopValues = 10;
constexpr std::size_t kBars = 20;
constexpr double kQuantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};

struct Detail {
  std::uint64_t sampled = 0;  // rows that were looked at; all of them if there are no more
  std::vector<ColumnDetail> columns;
  bool operator==(const Detail&) const = default;
};

// Rows that ReadDetail reads. At most `sample` rows are looked at, drawn at random, the same ones
// each time.
std::string DetailSql(std::string_view relation, const Schema& schema, std::uint64_t sample);
// The most rows that DetailSql answers.
std::uint64_t DetailRows(const Schema& schema);
Result<Detail> ReadDetail(const DataRows& rows, const Schema& schema);

}  // namespace tenon::graph
