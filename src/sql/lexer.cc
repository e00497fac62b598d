#include "sql/lexer.h"

#include <algorithm>
#include <cctype>

namespace tenon::sql {
namespace {

bool IsWordStart(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> Run() {
    std::vector<Token> tokens;
    for (;;) {
      RETURN_IF_ERROR(SkipBlanks());
      if (at_ >= text_.size()) return tokens;
      ASSIGN_OR_RETURN(Token token, Next());
      tokens.push_back(std::move(token));
    }
  }

 private:
  bool StartsWith(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

  Error NotClosed(std::string_view what, std::size_t begin) const {
    const std::string_view before = text_.substr(0, begin);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return InvalidInput("line " + std::to_string(line) + ":" +
                        std::to_string(begin - line_start + 1) + ": " + std::string(what) +
                        " is not closed");
  }

  Status SkipBlanks() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
        ++at_;
      } else if (StartsWith("--")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (StartsWith("/*")) {
        const std::size_t close = text_.find("*/", at_ + 2);
        if (close == std::string_view::npos) return NotClosed("a comment", at_);
        at_ = close + 2;
      } else {
        break;
      }
    }
    return {};
  }

  Result<Token> Quoted(TokenKind kind, std::string_view what) {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    std::string content;
    for (;;) {
      if (at_ >= text_.size()) return NotClosed(what, begin);
      const char c = text_[at_++];
      if (c != quote) {
        content += c;
      } else if (at_ < text_.size() && text_[at_] == quote) {
        content += quote;
        ++at_;
      } else {
        return Token{kind, std::move(content), begin, at_};
      }
    }
  }

  template <typename Predicate>
  Token Run(TokenKind kind, Predicate belongs) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return Token{kind, std::string(text_.substr(begin, at_ - begin)), begin, at_};
  }

  Result<Token> Next() {
    const char c = text_[at_];
    if (c == '\'') return Quoted(TokenKind::kString, "a string");
    if (c == '"' || c == '`') return Quoted(TokenKind::kQuoted, "a quoted name");
    if (IsWordStart(c)) {
      return Run(TokenKind::kWord, [](char x) { return IsWordStart(x) || IsDigit(x) || x == '$'; });
    }
    if (IsDigit(c)) {
      return Run(TokenKind::kNumber,
                 [](char x) { return IsWordStart(x) || IsDigit(x) || x == '.'; });
    }
    ++at_;
    return Token{TokenKind::kSymbol, std::string(1, c), at_ - 1, at_};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<Token>> Tokenize(std::string_view statement) { return Lexer(statement).Run(); }

}  // namespace tenon::sql
