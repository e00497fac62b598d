// Expressions with a grammar of their own: CASE, CAST, INTERVAL, EXTRACT, TRIM and their like.

#include <algorithm>

#include "sql/spark_interval.h"
#include "sql/spark_parser_state.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

SparkExpression CallOf(std::string name, SparkPosition position) {
  SparkExpression out{.kind = SparkKind::kCall, .text = std::move(name), .position = position};
  out.call = std::make_unique<SparkCall>();
  return out;
}

SparkExpression TextOf(std::string text, SparkPosition position) {
  return {.kind = SparkKind::kText, .text = std::move(text), .position = position};
}

bool IsUnit(std::string_view word) {
  std::string name = AsciiLower(word);
  if (name.ends_with('s')) name.pop_back();
  constexpr std::string_view kUnits[] = {"year",   "quarter",     "month",       "week",
                                         "day",    "dayofyear",   "hour",        "minute",
                                         "second", "millisecond", "microsecond", "nanosecond"};
  return std::ranges::find(kUnits, name) != std::end(kUnits);
}

}  // namespace

Result<SparkExpression> SparkParser::Case() {
  SparkExpression out{.kind = SparkKind::kCase, .position = Peek().position};
  ++at_;
  if (!IsWord("WHEN")) {
    ASSIGN_OR_RETURN(SparkExpression value, Expression());
    out.operands.push_back(std::move(value));
    out.names.emplace_back("value");
  }
  if (!IsWord("WHEN")) return Unexpected("WHEN");
  while (Take("WHEN")) {
    ASSIGN_OR_RETURN(SparkExpression condition, Expression());
    RETURN_IF_ERROR(Expect("THEN"));
    ASSIGN_OR_RETURN(SparkExpression result, Expression());
    out.operands.push_back(std::move(condition));
    out.operands.push_back(std::move(result));
  }
  if (Take("ELSE")) {
    ASSIGN_OR_RETURN(SparkExpression other, Expression());
    out.operands.push_back(std::move(other));
    out.names.emplace_back("else");
  }
  RETURN_IF_ERROR(Expect("END"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Cast() {
  SparkExpression out{.kind = SparkKind::kCast, .position = Peek().position};
  out.text = Take("CAST") ? "CAST" : "TRY_CAST";
  if (out.text == "TRY_CAST") ++at_;
  RETURN_IF_ERROR(Expect("("));
  ASSIGN_OR_RETURN(SparkExpression value, Expression());
  out.operands.push_back(std::move(value));
  RETURN_IF_ERROR(Expect("AS"));
  ASSIGN_OR_RETURN(out.type, SparkType());
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

// INTERVAL '1' DAY 2 HOURS; INTERVAL '1 day 2 hours'; INTERVAL '1-2' YEAR TO MONTH.
Result<SparkExpression> SparkParser::Interval() {
  SparkExpression out{.kind = SparkKind::kInterval, .position = Peek().position};
  ++at_;
  if (Peek().kind == SparkTokenKind::kText && !IsUnit(Peek(1).text)) {
    const SparkToken& text = tokens_[at_++];
    ASSIGN_OR_RETURN(out.names, ReadIntervalText(text.text, text.position));
    return Made(std::move(out));
  }
  do {
    if (Peek().kind == SparkTokenKind::kText && IsWord("TO", 2)) {
      const SparkToken& text = tokens_[at_];
      ASSIGN_OR_RETURN(out.names,
                       ReadIntervalRange(text.text, Peek(1).text, Peek(3).text, text.position));
      at_ += 4;
      return Made(std::move(out));
    }
    ASSIGN_OR_RETURN(SparkExpression amount, Unary());
    if (!IsUnit(Peek().text)) return Unexpected("a unit of time such as DAY");
    out.operands.push_back(std::move(amount));
    out.names.push_back(IntervalUnit(tokens_[at_++].text));
  } while ((Peek().kind == SparkTokenKind::kNumber || Peek().kind == SparkTokenKind::kText ||
            IsSymbol("-")) &&
           (IsUnit(Peek(1).text) || IsUnit(Peek(2).text)) && !IsSymbol("-"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Extract() {
  SparkExpression out = CallOf("extract", Peek().position);
  at_ += 2;
  out.operands.push_back(TextOf(Peek().text, Peek().position));
  if (Peek().kind != SparkTokenKind::kWord) return Unexpected("a field such as YEAR");
  ++at_;
  RETURN_IF_ERROR(Expect("FROM"));
  ASSIGN_OR_RETURN(SparkExpression value, Expression());
  out.operands.push_back(std::move(value));
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::TrimCall() {
  const SparkPosition position = Peek().position;
  at_ += 2;
  std::string name = "trim";
  const bool has_side = IsOneOf({"BOTH", "LEADING", "TRAILING"}) && !IsSymbol(")", 1);
  if (has_side) name = IsWord("LEADING") ? "ltrim" : IsWord("TRAILING") ? "rtrim" : "trim";
  if (has_side) ++at_;
  SparkExpression out = CallOf(std::move(name), position);
  if (has_side && Take("FROM")) {
    RETURN_IF_ERROR(ExpressionList(out.operands));
  } else {
    ASSIGN_OR_RETURN(SparkExpression first, Expression());
    out.operands.push_back(std::move(first));
    if (Take("FROM")) {  // TRIM(characters FROM text): rewritten as the function's own order
      ASSIGN_OR_RETURN(SparkExpression text, Expression());
      // ltrim and rtrim take the characters first, trim(text, characters) is ours.
      out.text += "_characters";
      out.operands.push_back(std::move(text));
    } else if (Take(",")) {
      RETURN_IF_ERROR(ExpressionList(out.operands));
    }
  }
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

// substring(a FROM b FOR c), position(a IN b), overlay(a PLACING b FROM c FOR d), or plain commas.
Result<SparkExpression> SparkParser::FromForCall(std::string name) {
  SparkExpression out = CallOf(std::move(name), Peek().position);
  at_ += 2;
  if (!IsSymbol(")")) {
    // position(a IN b): the word is no operator here.
    ASSIGN_OR_RETURN(SparkExpression first, Binary(1));
    out.operands.push_back(std::move(first));
    while (IsOneOf({"FROM", "FOR", "IN", "PLACING"}) || IsSymbol(",")) {
      ++at_;
      ASSIGN_OR_RETURN(SparkExpression next, Expression());
      out.operands.push_back(std::move(next));
    }
  }
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::UnitCall(std::string name) {
  const SparkPosition position = Peek().position;
  const SparkToken unit = Peek(2);
  at_ += 4;
  const bool adds = name.ends_with("add");
  SparkExpression out = CallOf(adds ? "timestampadd" : "timestampdiff", position);
  out.operands.push_back(TextOf(IntervalUnit(unit.text), unit.position));
  RETURN_IF_ERROR(ExpressionList(out.operands));
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

}  // namespace tenon::sql
