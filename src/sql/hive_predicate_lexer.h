#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tenon::sql {

enum class PredicateTokenKind {
  kWord,        // a keyword, or a name without quotes: letters, digits, '_', '$' and '.'
  kQuotedName,  // `name` or "name"
  kText,        // 'text'
  kNumber,      // 5, -2.5e3, 10L
  kDate,        // 2026-01-31
  kSymbol,      // = <> != < > <= >= ( ) ,
  kEnd,         // after everything else
};

struct PredicateToken {
  PredicateTokenKind kind;
  std::string text;  // quotes and escapes undone, numbers without a suffix; otherwise as written
  std::size_t begin = 0;  // byte range in the predicate
  std::size_t end = 0;
};

// Splits a predicate into tokens, the last of which is kEnd: a lexer of its own, since literals
// have forms that no other dialect of ours reads. Its grammar of characters is told in
// hive_predicate.h. kInvalidInput, made by PredicateError, for a quote that is not closed and for
// any other character.
Result<std::vector<PredicateToken>> TokenizePredicate(std::string_view predicate);

}  // namespace tenon::sql
