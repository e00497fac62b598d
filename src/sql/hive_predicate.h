#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Conditions over partition keys, as clients of Glue's GetPartitions and of Hive's metastore write
// them. Only syntax: names and types are bound by catalog/partition_filter.h.
//
//   condition:  OR and AND of conditions, NOT condition, (condition), or one of
//               key = literal        also <> != < > <= >=, also with the literal at the left
//               key [NOT] IN (literal, ...)
//               key [NOT] BETWEEN literal AND literal
//               key [NOT] LIKE 'pattern'
//               key IS [NOT] NULL
//   key:        a word of letters, digits, '_', '$' and '.' that is no keyword, or `any name`, or
//               "any name" (JSQLParser, which Glue uses, and AWS's client for Hive, which turns
//               double quotes into single ones since "server side does not accept double quote
//               expressions": so they never hold a text). A quote within is doubled.
//   literal:    'text', with '' (SQL) or \' (AWS's client for Hive) for a quote; a backslash before
//               anything else is itself, as before a quote without which the text would not end.
//               A number, with sign, fraction, exponent and the suffixes of Hive 3 (10L, 1.5BD).
//               A date 2026-01-31 (Spark). date '2026-01-31', timestamp '2026-01-31 08:00:00',
//               true, false.
//
// Keywords are in any case. Keys and literals may stand in parentheses, as Hive writes them:
// ((year = '2020') and (month) IN ('1','2')).
namespace tenon::sql {

struct PredicateName {
  std::string text;
  std::size_t begin = 0;  // bytes before it in the predicate
};

struct PredicateLiteral {
  std::string text;  // without quotes, escapes and suffix; numbers, true and false as written
  std::size_t begin = 0;
};

enum class PredicateKind {
  kAnd,  // two children or more
  kOr,   // two children or more
  kNot,  // one child
  kEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kBetween,  // two literals
  kLike,     // the pattern as the only literal, its \% \_ and \\ still in it
  kIsNull,   // no literal
};

// A node of the syntax tree. A value.
struct Predicate {
  PredicateKind kind = PredicateKind::kAnd;
  bool is_negated = false;  // of conditions on a key: <> is a negated kEqual
  std::size_t begin = 0;    // of the keyword NOT, or of the first thing within
  PredicateName name = {};
  std::vector<PredicateLiteral> literals = {};
  std::vector<Predicate> children = {};
};

// A predicate nests at most so deep, which is more than Hive's parentheses need to fill the 2048
// characters of Glue's limit with conditions. A chain of AND or OR is one level.
inline constexpr int kMaxPredicateDepth = 256;

// kInvalidInput, made by PredicateError, for what is not in the grammar above, for an empty
// predicate, for one that nests too deep, and for what is not UTF-8.
Result<Predicate> ParseHivePredicate(std::string_view text);

// kInvalidInput with the place in characters, counted from 1: "invalid expression at character 8
// (expected a literal, found the end): year = ".
Error PredicateError(std::string_view predicate, std::size_t begin, std::string_view problem);

}  // namespace tenon::sql
