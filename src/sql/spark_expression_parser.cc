// Operators and predicates, from the loosest (OR) to the tightest (a sign).

#include <algorithm>
#include <array>

#include "sql/spark_parser_state.h"

namespace tenon::sql {
namespace {

struct Operator {
  std::string_view symbol;
  int strength;
};
// As in Spark's grammar: || binds as + does, comparisons are the loosest.
constexpr std::array<Operator, 22> kOperators = {{
    {"=", 1},  {"==", 1}, {"<=>", 1}, {"<>", 1}, {"!=", 1}, {"<", 1},   {"<=", 1},  {">", 1},
    {">=", 1}, {"|", 2},  {"^", 3},   {"&", 4},  {"<<", 5}, {">>", 5},  {">>>", 5}, {"+", 6},
    {"-", 6},  {"||", 6}, {"*", 7},   {"/", 7},  {"%", 7},  {"DIV", 7},
}};
constexpr int kComparison = 1;

SparkExpression Joined(std::string text, SparkExpression left, SparkExpression right,
                       SparkPosition position) {
  SparkExpression out{.kind = SparkKind::kOperator, .text = std::move(text), .position = position};
  out.operands.push_back(std::move(left));
  out.operands.push_back(std::move(right));
  return out;
}

SparkExpression Of(SparkKind kind, SparkExpression value, SparkPosition position) {
  SparkExpression out{.kind = kind, .position = position};
  out.operands.push_back(std::move(value));
  return out;
}

}  // namespace

Result<SparkExpression> SparkParser::Made(SparkExpression expression) {
  std::size_t depth = 0;
  for (const SparkExpression& operand : expression.operands) depth = std::max(depth, operand.depth);
  expression.depth = depth + 1;
  // Chains of operators grow without nesting in the text: what walks the tree feels them the same.
  if (expression.depth > 3 * kSparkDepth) return CheckDepth(kSparkDepth + 1).error();
  return expression;
}

Result<SparkExpression> SparkParser::Expression() {
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  ASSIGN_OR_RETURN(SparkExpression first, And());
  if (!IsWord("OR")) return first;
  SparkExpression out = Of(SparkKind::kOperator, std::move(first), Peek().position);
  out.text = "OR";
  while (Take("OR")) {
    ASSIGN_OR_RETURN(SparkExpression next, And());
    out.operands.push_back(std::move(next));
  }
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::And() {
  ASSIGN_OR_RETURN(SparkExpression first, Not());
  if (!IsWord("AND")) return first;
  SparkExpression out = Of(SparkKind::kOperator, std::move(first), Peek().position);
  out.text = "AND";
  while (Take("AND")) {
    ASSIGN_OR_RETURN(SparkExpression next, Not());
    out.operands.push_back(std::move(next));
  }
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Not() {
  const SparkPosition position = Peek().position;
  if (!IsWord("NOT") && !IsSymbol("!")) return Predicate();
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  ++at_;
  ASSIGN_OR_RETURN(SparkExpression value, Not());
  SparkExpression out = Of(SparkKind::kOperator, std::move(value), position);
  out.text = "NOT";
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Predicate() {
  ASSIGN_OR_RETURN(SparkExpression value, Binary(kComparison));
  for (bool found = true; found;) {
    ASSIGN_OR_RETURN(SparkExpression next, PredicateOf(std::move(value), found));
    value = std::move(next);
  }
  return value;
}

Result<SparkExpression> SparkParser::PredicateOf(SparkExpression value, bool& found) {
  const SparkPosition position = Peek().position;
  const bool negated =
      IsWord("NOT") && IsOneOf({"BETWEEN", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP"}, 1);
  if (negated) ++at_;
  if (Take("BETWEEN")) {
    SparkExpression out = Of(SparkKind::kBetween, std::move(value), position);
    out.negated = negated;
    ASSIGN_OR_RETURN(SparkExpression low, Binary(kComparison));
    RETURN_IF_ERROR(Expect("AND"));
    ASSIGN_OR_RETURN(SparkExpression high, Binary(kComparison));
    out.operands.push_back(std::move(low));
    out.operands.push_back(std::move(high));
    return Made(std::move(out));
  }
  if (Take("IN")) return In(std::move(value), negated);
  if (IsOneOf({"LIKE", "ILIKE", "RLIKE", "REGEXP"})) return Like(std::move(value), negated);
  if (Take("IS")) return Is(std::move(value));
  found = false;
  return value;
}

Result<SparkExpression> SparkParser::In(SparkExpression value, bool negated) {
  RETURN_IF_ERROR(Expect("("));
  SparkExpression out = Of(SparkKind::kIn, std::move(value), Peek().position);
  out.negated = negated;
  if (StartsQuery()) {
    out.kind = SparkKind::kInQuery;
    ASSIGN_OR_RETURN(SparkQuery query, Query());
    out.query = std::make_unique<SparkQuery>(std::move(query));
  } else {
    RETURN_IF_ERROR(ExpressionList(out.operands));
  }
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Like(SparkExpression value, bool negated) {
  SparkExpression out = Of(SparkKind::kLike, std::move(value), Peek().position);
  out.negated = negated;
  out.text = Take("LIKE") ? "LIKE" : Take("ILIKE") ? "ILIKE" : "RLIKE";
  if (out.text == "RLIKE") ++at_;
  if (out.text != "RLIKE" && IsOneOf({"ANY", "SOME", "ALL"}) && IsSymbol("(", 1)) {
    out.names.emplace_back(IsWord("ALL") ? "ALL" : "ANY");
    at_ += 2;
    RETURN_IF_ERROR(ExpressionList(out.operands));
    RETURN_IF_ERROR(Expect(")"));
    return Made(std::move(out));
  }
  ASSIGN_OR_RETURN(SparkExpression pattern, Binary(kComparison));
  out.operands.push_back(std::move(pattern));
  if (Take("ESCAPE")) {
    if (Peek().kind != SparkTokenKind::kText) return Unexpected("a text of one character");
    out.names = {"", tokens_[at_++].text};
  }
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Is(SparkExpression value) {
  const SparkPosition position = Peek().position;
  SparkExpression out = Of(SparkKind::kIs, std::move(value), position);
  out.negated = Take("NOT");
  for (const std::string_view word : {"NULL", "TRUE", "FALSE", "UNKNOWN"}) {
    if (!Take(word)) continue;
    out.text = word;
    return Made(std::move(out));
  }
  if (!TakeAll("DISTINCT FROM")) return Unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
  out.kind = SparkKind::kCompare;
  out.text = out.negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
  out.negated = false;
  ASSIGN_OR_RETURN(SparkExpression other, Binary(kComparison));
  out.operands.push_back(std::move(other));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Binary(int least) {
  ASSIGN_OR_RETURN(SparkExpression left, Unary());
  for (;;) {
    const auto found = std::ranges::find_if(kOperators, [&](const Operator& known) {
      return known.symbol == "DIV" ? IsWord("DIV") : IsSymbol(known.symbol);
    });
    if (found == kOperators.end() || found->strength < least) return left;
    const SparkPosition position = Peek().position;
    ++at_;
    ASSIGN_OR_RETURN(SparkExpression right, Binary(found->strength + 1));
    std::string text(found->symbol == "==" ? "=" : found->symbol == "!=" ? "<>" : found->symbol);
    const bool compares = found->strength == kComparison;
    SparkExpression out = Joined(std::move(text), std::move(left), std::move(right), position);
    if (compares) out.kind = SparkKind::kCompare;
    ASSIGN_OR_RETURN(left, Made(std::move(out)));
  }
}

Result<SparkExpression> SparkParser::Unary() {
  const SparkPosition position = Peek().position;
  for (const std::string_view sign : {"-", "+", "~"}) {
    if (!IsSymbol(sign)) continue;
    const Level level(depth_);
    RETURN_IF_ERROR(CheckDepth(depth_));
    ++at_;
    ASSIGN_OR_RETURN(SparkExpression value, Unary());
    // The smallest of a type has no positive twin: the sign belongs to the number.
    if (sign == "-" && value.kind == SparkKind::kNumber && !value.text.starts_with('-')) {
      value.text.insert(0, "-");
      if (value.text == "-2147483648") value.type = Type(TypeKind::kInt);
      if (value.text == "-9223372036854775808") value.type = Type(TypeKind::kBigint);
      return value;
    }
    SparkExpression out = Of(SparkKind::kOperator, std::move(value), position);
    out.text = sign;
    return Made(std::move(out));
  }
  return Suffixed();
}

Result<SparkExpression> SparkParser::Suffixed() {
  ASSIGN_OR_RETURN(SparkExpression value, Primary());
  for (;;) {
    const SparkPosition position = Peek().position;
    if (Take("[")) {
      SparkExpression out = Of(SparkKind::kSubscript, std::move(value), position);
      ASSIGN_OR_RETURN(SparkExpression index, Expression());
      RETURN_IF_ERROR(Expect("]"));
      out.operands.push_back(std::move(index));
      ASSIGN_OR_RETURN(value, Made(std::move(out)));
    } else if (Take("::")) {
      SparkExpression out = Of(SparkKind::kCast, std::move(value), position);
      out.text = "CAST";
      ASSIGN_OR_RETURN(out.type, SparkType());
      ASSIGN_OR_RETURN(value, Made(std::move(out)));
    } else if (IsSymbol(".") && IsName(1)) {
      ++at_;
      SparkExpression out = Of(SparkKind::kField, std::move(value), position);
      ASSIGN_OR_RETURN(std::string name, Name("a field"));
      out.names.push_back(std::move(name));
      ASSIGN_OR_RETURN(value, Made(std::move(out)));
    } else {
      return value;
    }
  }
}

Status SparkParser::ExpressionList(std::vector<SparkExpression>& out) {
  do {
    ASSIGN_OR_RETURN(SparkExpression value, Expression());
    out.push_back(std::move(value));
  } while (Take(","));
  return {};
}

}  // namespace tenon::sql
