#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tenon::sql {

enum class TokenKind {
  kWord,    // a keyword or unquoted identifier
  kQuoted,  // "identifier" or `identifier`
  kString,  // 'text'
  kNumber,
  kSymbol,  // one character of punctuation or of an operator
};

// A piece of a statement, without blanks and comments.
struct Token {
  TokenKind kind;
  std::string text;       // quotes removed and doubled ones undone; words as written
  std::size_t begin = 0;  // byte range in the statement, quotes included
  std::size_t end = 0;
  bool operator==(const Token&) const = default;
};

// Splits a statement of Trino or DuckDB into tokens. Comments are "-- to the end of the line" and
// "/* */". kInvalidInput, with line and column, for a quote or comment that is not closed.
Result<std::vector<Token>> Tokenize(std::string_view statement);

}  // namespace tenon::sql
