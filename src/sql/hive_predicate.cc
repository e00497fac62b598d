#include "sql/hive_predicate.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "sql/hive_predicate_lexer.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

constexpr std::array<std::string_view, 10> kKeywords = {"AND",  "OR", "NOT",  "IN",   "BETWEEN",
                                                        "LIKE", "IS", "NULL", "TRUE", "FALSE"};

struct Comparison {
  std::string_view symbol;
  PredicateKind kind;
  bool is_negated;
  PredicateKind mirrored;  // with the operands exchanged
};
constexpr std::array<Comparison, 7> kComparisons = {{
    {"=", PredicateKind::kEqual, false, PredicateKind::kEqual},
    {"<>", PredicateKind::kEqual, true, PredicateKind::kEqual},
    {"!=", PredicateKind::kEqual, true, PredicateKind::kEqual},
    {"<", PredicateKind::kLess, false, PredicateKind::kGreater},
    {"<=", PredicateKind::kLessOrEqual, false, PredicateKind::kGreaterOrEqual},
    {">", PredicateKind::kGreater, false, PredicateKind::kLess},
    {">=", PredicateKind::kGreaterOrEqual, false, PredicateKind::kLessOrEqual},
}};

bool IsKeyword(const PredicateToken& token, std::string_view keyword) {
  return token.kind == PredicateTokenKind::kWord && EqualsIgnoringCase(token.text, keyword);
}

bool IsSymbol(const PredicateToken& token, std::string_view symbol) {
  return token.kind == PredicateTokenKind::kSymbol && token.text == symbol;
}

bool IsName(const PredicateToken& token) {
  if (token.kind == PredicateTokenKind::kQuotedName) return true;
  return token.kind == PredicateTokenKind::kWord &&
         std::ranges::none_of(kKeywords, [&](auto word) { return IsKeyword(token, word); });
}

// One side of a comparison.
struct Operand {
  std::optional<PredicateName> name;  // or else:
  PredicateLiteral literal;
  std::size_t begin() const { return name ? name->begin : literal.begin; }
};

// By recursive descent. Each method takes what it is named for from the tokens.
class PredicateParser {
 public:
  PredicateParser(std::string_view text, std::vector<PredicateToken> tokens)
      : text_(text), tokens_(std::move(tokens)) {}

  Result<Predicate> Run() {
    ASSIGN_OR_RETURN(Predicate predicate, Or());
    if (Next().kind != PredicateTokenKind::kEnd) return Unexpected("expected AND, OR or the end");
    return predicate;
  }

 private:
  const PredicateToken& Next(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];  // the last one is kEnd
  }

  Error Unexpected(std::string_view expected) const {
    const PredicateToken& next = Next();
    std::string found(text_.substr(next.begin, next.end - next.begin));
    if (next.kind == PredicateTokenKind::kEnd) found = "the end";
    return PredicateError(text_, next.begin, std::string(expected) + ", found " + found);
  }

  bool TakeKeyword(std::string_view keyword) {
    const bool is_next = IsKeyword(Next(), keyword);
    if (is_next) ++at_;
    return is_next;
  }

  bool TakeSymbol(std::string_view symbol) {
    const bool is_next = IsSymbol(Next(), symbol);
    if (is_next) ++at_;
    return is_next;
  }

  Status ExpectKeyword(std::string_view keyword) {
    if (!TakeKeyword(keyword)) return Unexpected("expected " + std::string(keyword));
    return {};
  }

  Status ExpectSymbol(std::string_view symbol) {
    if (!TakeSymbol(symbol)) return Unexpected("expected " + std::string(symbol));
    return {};
  }

  // `part`, once or several times with the keyword between.
  template <typename Part>
  Result<Predicate> Chain(PredicateKind kind, std::string_view keyword, Part part) {
    ASSIGN_OR_RETURN(Predicate first, part());
    if (!IsKeyword(Next(), keyword)) return first;
    Predicate chain{.kind = kind, .begin = first.begin};
    chain.children.push_back(std::move(first));
    while (TakeKeyword(keyword)) {
      ASSIGN_OR_RETURN(Predicate next, part());
      chain.children.push_back(std::move(next));
    }
    return chain;
  }

  Result<Predicate> Or() {
    return Chain(PredicateKind::kOr, "OR", [this] { return And(); });
  }

  Result<Predicate> And() {
    return Chain(PredicateKind::kAnd, "AND", [this] { return Not(); });
  }

  Result<Predicate> Not() {
    const std::size_t begin = Next().begin;
    const bool is_not = IsKeyword(Next(), "NOT");
    const bool is_nested = is_not || (IsSymbol(Next(), "(") && !IsOperandInParentheses());
    if (!is_nested) return Condition();
    if (depth_ == kMaxPredicateDepth) {
      return PredicateError(text_, begin,
                            "nested deeper than " + std::to_string(kMaxPredicateDepth) + " levels");
    }
    ++at_;
    ++depth_;
    ASSIGN_OR_RETURN(Predicate inner, is_not ? Not() : Or());
    --depth_;
    if (!is_not) {
      RETURN_IF_ERROR(ExpectSymbol(")"));
      return inner;
    }
    Predicate negation{.kind = PredicateKind::kNot, .begin = begin};
    negation.children.push_back(std::move(inner));
    return negation;
  }

  // How many tokens from there on are a key or a literal; 0 if none begins there.
  std::size_t OperandSize(std::size_t ahead) const {
    const PredicateToken& token = Next(ahead);
    switch (token.kind) {
      case PredicateTokenKind::kText:
      case PredicateTokenKind::kNumber:
      case PredicateTokenKind::kDate:
      case PredicateTokenKind::kQuotedName:
        return 1;
      case PredicateTokenKind::kWord:
        if (IsTypedText(ahead)) return 2;
        return IsName(token) || IsKeyword(token, "TRUE") || IsKeyword(token, "FALSE") ? 1 : 0;
      default:
        return 0;
    }
  }

  // date '2026-01-31': a key may be called date as well.
  bool IsTypedText(std::size_t ahead) const {
    return (IsKeyword(Next(ahead), "DATE") || IsKeyword(Next(ahead), "TIMESTAMP")) &&
           Next(ahead + 1).kind == PredicateTokenKind::kText;
  }

  // Whether the parenthesis that comes next closes behind a key or a literal: ((year)) = 5.
  bool IsOperandInParentheses() const {
    std::size_t opened = 0;
    while (IsSymbol(Next(opened), "(")) ++opened;
    const std::size_t size = OperandSize(opened);
    if (size == 0) return false;
    for (std::size_t i = 0; i < opened; ++i) {
      if (!IsSymbol(Next(opened + size + i), ")")) return false;
    }
    return true;
  }

  Result<Operand> TakeOperand(std::string_view expected) {
    std::size_t opened = 0;
    while (TakeSymbol("(")) ++opened;
    const std::size_t size = OperandSize(0);
    if (size == 0) return Unexpected(expected);
    const PredicateToken& last = Next(size - 1);
    Operand operand;
    if (size == 1 && IsName(last)) {
      operand.name = PredicateName{last.text, last.begin};
    } else {
      operand.literal = PredicateLiteral{last.text, last.begin};
    }
    at_ += size;
    for (; opened > 0; --opened) RETURN_IF_ERROR(ExpectSymbol(")"));
    return operand;
  }

  Result<PredicateLiteral> Literal() {
    constexpr std::string_view kExpected = "expected a literal";
    const std::size_t before = at_;
    ASSIGN_OR_RETURN(Operand operand, TakeOperand(kExpected));
    if (!operand.name) return std::move(operand.literal);
    at_ = before;
    while (TakeSymbol("(")) {
    }
    return Unexpected(kExpected);
  }

  Result<Predicate> Condition() {
    const std::size_t begin = Next().begin;
    ASSIGN_OR_RETURN(Operand left, TakeOperand("expected a condition"));
    for (const Comparison& comparison : kComparisons) {
      if (TakeSymbol(comparison.symbol)) return Compare(begin, std::move(left), comparison);
    }
    if (!left.name) return Unexpected("expected = <> < > <= or >=");
    Predicate condition{.begin = begin, .name = *std::move(left.name)};
    RETURN_IF_ERROR(RestOf(condition));
    return condition;
  }

  Result<Predicate> Compare(std::size_t begin, Operand left, const Comparison& comparison) {
    Predicate condition{.is_negated = comparison.is_negated, .begin = begin};
    if (left.name) {
      condition.kind = comparison.kind;
      condition.name = *std::move(left.name);
      ASSIGN_OR_RETURN(PredicateLiteral literal, Literal());
      condition.literals.push_back(std::move(literal));
      return condition;
    }
    ASSIGN_OR_RETURN(Operand right, TakeOperand("expected a partition key"));
    if (!right.name) {
      return PredicateError(text_, right.begin(), "expected a partition key on one of both sides");
    }
    condition.kind = comparison.mirrored;
    condition.name = *std::move(right.name);
    condition.literals.push_back(std::move(left.literal));
    return condition;
  }

  // What follows the key in conditions that are spelt in words.
  Status RestOf(Predicate& condition) {
    if (TakeKeyword("IS")) {
      condition.kind = PredicateKind::kIsNull;
      condition.is_negated = TakeKeyword("NOT");
      return ExpectKeyword("NULL");
    }
    condition.is_negated = TakeKeyword("NOT");
    if (TakeKeyword("IN")) return InList(condition);
    if (TakeKeyword("BETWEEN")) return Bounds(condition);
    if (TakeKeyword("LIKE")) return Pattern(condition);
    return Unexpected(condition.is_negated ? "expected IN, BETWEEN or LIKE"
                                           : "expected a comparison, IN, BETWEEN, LIKE or IS");
  }

  Status InList(Predicate& condition) {
    condition.kind = PredicateKind::kIn;
    RETURN_IF_ERROR(ExpectSymbol("("));
    do {
      ASSIGN_OR_RETURN(PredicateLiteral literal, Literal());
      condition.literals.push_back(std::move(literal));
    } while (TakeSymbol(","));
    if (!TakeSymbol(")")) return Unexpected("expected , or )");
    return {};
  }

  Status Bounds(Predicate& condition) {
    condition.kind = PredicateKind::kBetween;
    ASSIGN_OR_RETURN(PredicateLiteral least, Literal());
    RETURN_IF_ERROR(ExpectKeyword("AND"));
    ASSIGN_OR_RETURN(PredicateLiteral most, Literal());
    condition.literals = {std::move(least), std::move(most)};
    return {};
  }

  Status Pattern(Predicate& condition) {
    condition.kind = PredicateKind::kLike;
    std::size_t opened = 0;
    while (IsSymbol(Next(opened), "(")) ++opened;
    if (Next(opened).kind != PredicateTokenKind::kText) {
      at_ += opened;
      return Unexpected("expected a pattern in quotes");
    }
    ASSIGN_OR_RETURN(PredicateLiteral pattern, Literal());
    condition.literals.push_back(std::move(pattern));
    return {};
  }

  std::string_view text_;
  const std::vector<PredicateToken> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Predicate> ParseHivePredicate(std::string_view text) {
  if (!IsUtf8(text)) return InvalidInput("the expression is not UTF-8");
  ASSIGN_OR_RETURN(auto tokens, TokenizePredicate(text));
  return PredicateParser(text, std::move(tokens)).Run();
}

Error PredicateError(std::string_view predicate, std::size_t begin, std::string_view problem) {
  return InvalidInput("invalid expression at character " +
                      std::to_string(CountCodePoints(predicate.substr(0, begin)) + 1) + " (" +
                      std::string(problem) + "): " + std::string(predicate));
}

}  // namespace tenon::sql
