#include "sql/hive_predicate_lexer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "sql/hive_predicate.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

constexpr std::array<std::string_view, 10> kSymbols = {"<>", "!=", "<=", ">=", "=",
                                                       "<",  ">",  "(",  ")",  ","};
// Of Hive 3's literals (HIVE-18797): bigint, smallint, tinyint, double, float, decimal.
constexpr std::array<std::string_view, 6> kNumberSuffixes = {"BD", "L", "S", "Y", "D", "F"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsOfWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class PredicateLexer {
 public:
  explicit PredicateLexer(std::string_view text) : text_(text) {}

  Result<std::vector<PredicateToken>> Run() {
    std::vector<PredicateToken> tokens;
    for (;;) {
      while (std::isspace(static_cast<unsigned char>(At(at_))) != 0) ++at_;
      ASSIGN_OR_RETURN(PredicateToken token, Next());
      at_ = token.end;
      const bool is_end = token.kind == PredicateTokenKind::kEnd;
      tokens.push_back(std::move(token));
      if (is_end) return tokens;
    }
  }

 private:
  // NUL at the end and beyond: no token continues with one.
  char At(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  PredicateToken Written(PredicateTokenKind kind, std::size_t end) const {
    return {kind, std::string(text_.substr(at_, end - at_)), at_, end};
  }

  Result<PredicateToken> Next() const {
    if (at_ == text_.size()) return Written(PredicateTokenKind::kEnd, at_);
    const char c = text_[at_];
    if (c == '\'') return Text();
    if (c == '`' || c == '"') return QuotedName();
    if (const std::size_t end = DateEnd(); end > 0) {
      return Written(PredicateTokenKind::kDate, end);
    }
    if (auto number = Number()) return *std::move(number);
    if (IsOfWord(c)) return Written(PredicateTokenKind::kWord, WordEnd(at_));
    for (const std::string_view symbol : kSymbols) {
      if (text_.substr(at_).starts_with(symbol)) {
        return Written(PredicateTokenKind::kSymbol, at_ + symbol.size());
      }
    }
    return PredicateError(text_, at_, "no token begins with '" + std::string(1, c) + "'");
  }

  std::size_t WordEnd(std::size_t from) const {
    while (IsOfWord(At(from))) ++from;
    return from;
  }

  std::size_t DigitsEnd(std::size_t from, std::size_t most) const {
    const std::size_t limit = std::min(text_.size(), from + most);
    while (from < limit && IsDigit(text_[from])) ++from;
    return from;
  }

  // Where a date that begins here ends; 0 if none does.
  std::size_t DateEnd() const {
    const std::size_t year_end = DigitsEnd(at_, 4);
    if (year_end != at_ + 4 || At(year_end) != '-') return 0;
    const std::size_t month_end = DigitsEnd(year_end + 1, 2);
    if (month_end == year_end + 1 || At(month_end) != '-') return 0;
    const std::size_t day_end = DigitsEnd(month_end + 1, 2);
    if (day_end == month_end + 1 || IsOfWord(At(day_end))) return 0;
    return day_end;
  }

  // "10" of "10L)": where the number ends without its suffix, and with it.
  std::size_t AfterSuffix(std::size_t number_end) const {
    for (const std::string_view suffix : kNumberSuffixes) {
      const std::size_t end = number_end + suffix.size();
      if (EqualsIgnoringCase(text_.substr(number_end, suffix.size()), suffix) &&
          !IsOfWord(At(end))) {
        return end;
      }
    }
    return number_end;
  }

  std::optional<PredicateToken> Number() const {
    std::size_t end = at_;
    if (At(end) == '-' || At(end) == '+') ++end;
    const std::size_t whole = end;
    end = DigitsEnd(end, text_.size());
    std::size_t digits = end - whole;
    if (At(end) == '.') {
      const std::size_t fraction = end + 1;
      end = DigitsEnd(fraction, text_.size());
      digits += end - fraction;
    }
    if (digits == 0) return std::nullopt;
    if (At(end) == 'e' || At(end) == 'E') {
      const bool is_signed = At(end + 1) == '-' || At(end + 1) == '+';
      const std::size_t exponent = end + (is_signed ? 2 : 1);
      const std::size_t exponent_end = DigitsEnd(exponent, text_.size());
      if (exponent_end > exponent) end = exponent_end;
    }
    const std::size_t after_suffix = AfterSuffix(end);
    if (IsOfWord(At(after_suffix))) return std::nullopt;  // a name such as 1st_key
    return PredicateToken{PredicateTokenKind::kNumber, std::string(text_.substr(at_, end - at_)),
                          at_, after_suffix};
  }

  // Reads 'text'. Two quotes, and with `has_escapes` a backslash and a quote, are a quote.
  std::optional<PredicateToken> Text(bool has_escapes) const {
    PredicateToken token{PredicateTokenKind::kText, "", at_, at_};
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const bool is_quote = text_[i] == '\'';
      if (is_quote && At(i + 1) != '\'') {
        token.end = i + 1;
        return token;
      }
      const bool is_escape = has_escapes && text_[i] == '\\' && At(i + 1) == '\'';
      if (is_quote || is_escape) ++i;
      token.text += text_[i];
    }
    return std::nullopt;
  }

  Result<PredicateToken> Text() const {
    if (auto token = Text(true)) return *std::move(token);
    if (auto token = Text(false)) return *std::move(token);  // 'C:\'
    return PredicateError(text_, at_, "this text is not closed by a '");
  }

  Result<PredicateToken> QuotedName() const {
    const char quote = text_[at_];
    PredicateToken token{PredicateTokenKind::kQuotedName, "", at_, at_};
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == quote && At(i + 1) != quote) {
        token.end = i + 1;
        return token;
      }
      if (text_[i] == quote) ++i;
      token.text += text_[i];
    }
    return PredicateError(text_, at_, std::string("this quoted name is not closed by a ") + quote);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<PredicateToken>> TokenizePredicate(std::string_view predicate) {
  return PredicateLexer(predicate).Run();
}

}  // namespace tenon::sql
