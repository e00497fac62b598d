#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tenon::sql {

// A place in a text; both count from 1, columns in bytes.
struct SparkPosition {
  std::size_t line = 1;
  std::size_t column = 1;
};

enum class SparkTokenKind {
  kWord,    // a keyword or a name without quotes
  kName,    // `a name`
  kText,    // 'text', "text", r'text'
  kNumber,  // 1, 1.5, 1e3, 10L, 2BD
  kSymbol,  // an operator or a piece of punctuation
  kEnd,
};

struct SparkToken {
  SparkTokenKind kind = SparkTokenKind::kEnd;
  // Quotes removed, doubled ones and backslashes undone; words and numbers as written.
  std::string text;
  SparkPosition position;
  // For messages and patterns: the text of the token as written, quotes included.
  std::string written;
};

// Splits a text of Spark SQL into tokens; the last one is kEnd. Comments ("-- to the end of the
// line" and "/* */", which nest) and hints are left out. Backslashes in texts mean what they mean
// to Spark (\n, \t, \u00e4, \101, ...; \% and \_ stay as they are for LIKE).
//
// kInvalidInput, with line and column, for a quote or comment that is not closed and for a
// character that begins nothing.
Result<std::vector<SparkToken>> TokenizeSpark(std::string_view text);

// "line 2:7: ": the beginning of every message about a place.
std::string At(SparkPosition position);

}  // namespace tenon::sql
