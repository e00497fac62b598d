// Literals, names, calls and everything in parentheses.

#include <algorithm>
#include <cctype>

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

Result<SparkExpression> SparkParser::Primary() {
  const SparkToken& token = Peek();
  const SparkPosition position = token.position;
  if (token.kind == SparkTokenKind::kText || token.kind == SparkTokenKind::kNumber) {
    return Literal();
  }
  if (Take("(")) return Parenthesized();
  if (Take("*")) return Made({.kind = SparkKind::kStar, .position = position});
  if (token.kind == SparkTokenKind::kWord) {
    const bool calls = IsSymbol("(", 1);
    const bool text_follows = Peek(1).kind == SparkTokenKind::kText;
    if (IsWord("CASE")) return Case();
    if (calls && IsOneOf({"CAST", "TRY_CAST"})) return Cast();
    if (calls && IsWord("EXISTS") && StartsQuery(2)) return SubqueryOf(SparkKind::kExists);
    if (IsOneOf({"NULL", "TRUE", "FALSE"})) return Literal();
    if (text_follows && IsOneOf({"DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "X"})) {
      return Literal();
    }
    if (IsWord("INTERVAL") && (text_follows || Peek(1).kind == SparkTokenKind::kNumber ||
                               IsSymbol("-", 1) || IsSymbol("(", 1))) {
      return Interval();
    }
    if (calls && IsWord("EXTRACT")) return Extract();
    if (calls && IsWord("TRIM")) return TrimCall();
    if (calls && IsOneOf({"SUBSTR", "SUBSTRING", "POSITION", "OVERLAY"})) {
      return FromForCall(AsciiLower(token.text));
    }
    if (calls &&
        IsOneOf({"TIMESTAMPADD", "TIMESTAMPDIFF", "DATEADD", "DATE_ADD", "DATEDIFF", "DATE_DIFF",
                 "TIMEDIFF"}) &&
        Peek(2).kind == SparkTokenKind::kWord && IsUnit(Peek(2).text) && IsSymbol(",", 3)) {
      return UnitCall(AsciiLower(token.text));
    }
    if (!calls && !IsSymbol(".", 1) &&
        IsOneOf({"CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_USER", "CURRENT_TIME",
                 "SESSION_USER", "USER", "LOCALTIMESTAMP"})) {
      ++at_;
      return Made(CallOf(AsciiLower(token.text), position));
    }
  }
  if (!IsName() && !IsSymbol("(", 1)) return Unexpected("an expression");
  if (token.kind == SparkTokenKind::kSymbol || token.kind == SparkTokenKind::kEnd) {
    return Unexpected("an expression");
  }
  return NameOrCall();
}

// A call, a lambda of one parameter, a column or all columns of a table.
Result<SparkExpression> SparkParser::NameOrCall() {
  const SparkPosition position = Peek().position;
  std::string first = Peek().text;
  ++at_;
  if (IsSymbol("(")) return Call(AsciiLower(first), position);
  if (Take("->")) {
    SparkExpression out{.kind = SparkKind::kLambda, .names = {first}, .position = position};
    ASSIGN_OR_RETURN(SparkExpression body, Expression());
    out.operands.push_back(std::move(body));
    return Made(std::move(out));
  }
  SparkExpression out{
      .kind = SparkKind::kColumn, .names = {std::move(first)}, .position = position};
  while (IsSymbol(".")) {
    ++at_;
    if (Take("*")) {
      out.kind = SparkKind::kStar;
      break;
    }
    ASSIGN_OR_RETURN(std::string next, Name("a name or *"));
    out.names.push_back(std::move(next));
  }
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Literal() {
  const SparkToken& token = Peek();
  const SparkPosition position = token.position;
  if (token.kind == SparkTokenKind::kNumber) return NumberLiteral();
  if (token.kind == SparkTokenKind::kText) {
    SparkExpression out = TextOf("", position);
    while (Peek().kind == SparkTokenKind::kText) out.text += tokens_[at_++].text;
    return Made(std::move(out));
  }
  if (Take("NULL")) return Made({.kind = SparkKind::kNull, .position = position});
  if (IsOneOf({"TRUE", "FALSE"})) {
    ++at_;
    return Made(
        {.kind = SparkKind::kBoolean, .text = AsciiLower(token.text), .position = position});
  }
  const std::string what = AsciiLower(token.text);
  const std::string text = Peek(1).text;
  at_ += 2;
  if (what == "x") {
    const bool is_hex = std::ranges::all_of(
        text, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
    if (!is_hex) return InvalidInput(At(position) + "X'...' takes hexadecimal digits: " + text);
    return Made({.kind = SparkKind::kBinary,
                 .text = text.size() % 2 == 0 ? text : "0" + text,
                 .position = position});
  }
  return Made({.kind = SparkKind::kTyped,
               .text = text,
               .type = Type(what == "date" ? TypeKind::kDate : TypeKind::kTimestamp),
               .position = position});
}

Result<SparkExpression> SparkParser::NumberLiteral() {
  const SparkToken& token = tokens_[at_++];
  std::string digits = token.text;
  std::string suffix;
  while (!digits.empty() && std::isalpha(static_cast<unsigned char>(digits.back())) != 0) {
    suffix.insert(suffix.begin(), digits.back());
    digits.pop_back();
  }
  suffix = AsciiLower(suffix);
  const bool is_number = std::ranges::all_of(digits, [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == 'e' || c == 'E' ||
           c == '+' || c == '-';
  });
  const bool has_exponent = digits.find_first_of("eE") != std::string::npos;
  const bool has_point = digits.find('.') != std::string::npos;
  const std::size_t point = digits.find('.');
  const int count = static_cast<int>(std::ranges::count_if(
      digits, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }));
  const int scale = has_point ? static_cast<int>(digits.size() - point - 1) : 0;
  Type type(TypeKind::kInt);
  const auto decimal = [&] { return Type(TypeKind::kDecimal, std::max({count, scale, 1}), scale); };
  if (suffix == "l" && !has_point) {
    type = TypeKind::kBigint;
  } else if (suffix == "s" && !has_point) {
    type = TypeKind::kSmallint;
  } else if (suffix == "y" && !has_point) {
    type = TypeKind::kTinyint;
  } else if (suffix == "d" || (suffix.empty() && has_exponent)) {
    type = TypeKind::kDouble;
  } else if (suffix == "f") {
    type = TypeKind::kFloat;
  } else if (suffix == "bd" || (suffix.empty() && has_point)) {
    // Spark drops leading zeros: 0.5 is decimal(1,1).
    type = has_exponent ? Type(TypeKind::kDecimal, 38, 18) : decimal();
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    if (!has_exponent) type.precision = std::max(type.precision - static_cast<int>(zeros), 1);
    type.precision = std::max(type.precision, type.scale);
  } else if (suffix.empty()) {
    const bool fits_int = count < 10 || (count == 10 && digits <= "2147483647");
    const bool fits_long = count < 19 || (count == 19 && digits <= "9223372036854775807");
    type = fits_int ? Type(TypeKind::kInt) : fits_long ? Type(TypeKind::kBigint) : decimal();
  } else {
    --at_;
    return Unexpected("a number");
  }
  if (!is_number || count == 0 || count > 300) {
    --at_;
    return Unexpected("a number");
  }
  if (type.kind == TypeKind::kDecimal && type.precision > 38) {
    return InvalidInput(At(token.position) + "a decimal has at most 38 digits: " + token.text);
  }
  return Made({.kind = SparkKind::kNumber,
               .text = std::move(digits),
               .type = type,
               .position = token.position});
}

Result<SparkExpression> SparkParser::Parenthesized() {
  const SparkPosition position = Peek().position;
  if (StartsQuery()) {
    --at_;
    return SubqueryOf(SparkKind::kSubquery);
  }
  // (x, y) -> ... looks like a row until the arrow.
  std::size_t ahead = 0;
  while (IsName(ahead) && IsSymbol(",", ahead + 1)) ahead += 2;
  if (IsName(ahead) && IsSymbol(")", ahead + 1) && IsSymbol("->", ahead + 2)) {
    SparkExpression lambda{.kind = SparkKind::kLambda, .position = position};
    for (std::size_t i = 0; i <= ahead; i += 2) lambda.names.push_back(Peek(i).text);
    at_ += ahead + 3;
    ASSIGN_OR_RETURN(SparkExpression body, Expression());
    lambda.operands.push_back(std::move(body));
    return Made(std::move(lambda));
  }
  ASSIGN_OR_RETURN(SparkExpression first, NamedExpression());
  if (!IsSymbol(",")) {
    RETURN_IF_ERROR(Expect(")"));
    return first;
  }
  SparkExpression row{.kind = SparkKind::kRow, .position = position};
  row.operands.push_back(std::move(first));
  while (Take(",")) {
    ASSIGN_OR_RETURN(SparkExpression next, NamedExpression());
    row.operands.push_back(std::move(next));
  }
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(row));
}

Result<SparkExpression> SparkParser::NamedExpression() {
  ASSIGN_OR_RETURN(SparkExpression value, Expression());
  const SparkPosition position = Peek().position;
  if (!Take("AS")) return value;
  SparkExpression out{.kind = SparkKind::kNamed, .position = position};
  ASSIGN_OR_RETURN(std::string name, Name("a name"));
  out.names.push_back(std::move(name));
  out.operands.push_back(std::move(value));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::SubqueryOf(SparkKind kind) {
  SparkExpression out{.kind = kind, .position = Peek().position};
  if (kind == SparkKind::kExists) ++at_;
  RETURN_IF_ERROR(Expect("("));
  ASSIGN_OR_RETURN(SparkQuery query, Query());
  out.query = std::make_unique<SparkQuery>(std::move(query));
  RETURN_IF_ERROR(Expect(")"));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Argument() {
  const SparkPosition position = Peek().position;
  if (!IsName() || !IsSymbol("=>", 1)) return NamedExpression();
  SparkExpression out{.kind = SparkKind::kNamed, .names = {Peek().text}, .position = position};
  at_ += 2;
  ASSIGN_OR_RETURN(SparkExpression value, Expression());
  out.operands.push_back(std::move(value));
  return Made(std::move(out));
}

Result<SparkExpression> SparkParser::Call(std::string name, SparkPosition position) {
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  SparkExpression out = CallOf(std::move(name), position);
  RETURN_IF_ERROR(Expect("("));
  out.call->is_distinct = Take("DISTINCT");
  if (!out.call->is_distinct && IsWord("ALL") && !IsSymbol(")", 1)) ++at_;
  if (!IsSymbol(")")) {
    do {
      ASSIGN_OR_RETURN(SparkExpression argument, Argument());
      out.operands.push_back(std::move(argument));
    } while (Take(","));
  }
  if (TakeAll("IGNORE NULLS")) out.call->ignores_nulls = true;
  if (TakeAll("RESPECT NULLS")) out.call->ignores_nulls = false;
  RETURN_IF_ERROR(Expect(")"));
  RETURN_IF_ERROR(AfterCall(*out.call));
  return Made(std::move(out));
}

Status SparkParser::AfterCall(SparkCall& call) {
  if (TakeAll("WITHIN GROUP")) {
    RETURN_IF_ERROR(Expect("("));
    if (!TakeAll("ORDER BY")) return Unexpected("ORDER BY");
    RETURN_IF_ERROR(SortKeys(call.within_group));
    RETURN_IF_ERROR(Expect(")"));
  }
  if (IsWord("FILTER") && IsSymbol("(", 1)) {
    at_ += 2;
    RETURN_IF_ERROR(Expect("WHERE"));
    ASSIGN_OR_RETURN(call.filter, Expression());
    RETURN_IF_ERROR(Expect(")"));
  }
  if (TakeAll("IGNORE NULLS")) call.ignores_nulls = true;
  if (TakeAll("RESPECT NULLS")) call.ignores_nulls = false;
  if (Take("OVER")) {
    ASSIGN_OR_RETURN(call.over, Window());
  }
  return {};
}

}  // namespace tenon::sql
