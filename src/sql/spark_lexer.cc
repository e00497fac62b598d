#include "sql/spark_lexer.h"

#include <array>
#include <cctype>

#include "text/utf8.h"

namespace tenon::sql {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsWordStart(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const int lower = std::tolower(static_cast<unsigned char>(c));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void AppendUtf8(std::string& out, unsigned code) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Longest first, so that the first that fits is the one meant.
constexpr std::array<std::string_view, 42> kSymbols = {
    "<=>", ">>>", "->", "=>", "::", "<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "|>",
    "(",   ")",   "[",  "]",  ",",  ".",  ";",  "+",  "-",  "*",  "/",  "%",  "&",  "|",
    "^",   "~",   "<",  ">",  "=",  "!",  ":",  "{",  "}",  "?",  "@",  "$",  "#",  "\\"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<SparkToken>> Run() {
    std::vector<SparkToken> tokens;
    for (;;) {
      RETURN_IF_ERROR(SkipBlanks());
      start_ = position_;
      start_at_ = at_;
      if (at_ >= text_.size()) {
        tokens.push_back({SparkTokenKind::kEnd, "", start_, "the end"});
        return tokens;
      }
      ASSIGN_OR_RETURN(SparkToken token, Next());
      tokens.push_back(std::move(token));
    }
  }

 private:
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  char Take() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++position_.line;
      position_.column = 1;
    } else {
      ++position_.column;
    }
    return c;
  }

  bool StartsWith(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

  Error NotClosed(std::string_view what, SparkPosition begin) const {
    return InvalidInput(At(begin) + std::string(what) + " is not closed");
  }

  SparkToken Made(SparkTokenKind kind, std::string text) const {
    return {kind, std::move(text), start_, std::string(text_.substr(start_at_, at_ - start_at_))};
  }

  Status SkipComment() {
    const SparkPosition begin = position_;
    int depth = 0;
    do {
      if (at_ >= text_.size()) return NotClosed("a comment", begin);
      if (StartsWith("/*")) {
        ++depth;
        Take();
      } else if (StartsWith("*/")) {
        --depth;
        Take();
      }
      Take();
    } while (depth > 0);
    return {};
  }

  Status SkipBlanks() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(Peek())) != 0) {
        Take();
      } else if (StartsWith("--")) {
        while (at_ < text_.size() && Peek() != '\n') Take();
      } else if (StartsWith("/*")) {
        RETURN_IF_ERROR(SkipComment());
      } else {
        break;
      }
    }
    return {};
  }

  // Reads `count` hexadecimal digits if they all are there.
  bool TakeHex(std::size_t count, unsigned& code) {
    code = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const int digit = HexValue(Peek(i));
      if (digit < 0) return false;
      code = code * 16 + static_cast<unsigned>(digit);
    }
    for (std::size_t i = 0; i < count; ++i) Take();
    return true;
  }

  void TakeEscape(std::string& out) {
    const char c = Take();
    unsigned code = 0;
    if (c >= '0' && c <= '3' && Peek() >= '0' && Peek() <= '7' && Peek(1) >= '0' &&
        Peek(1) <= '7') {
      code = static_cast<unsigned>((c - '0') * 64 + (Take() - '0') * 8);
      AppendUtf8(out, code + static_cast<unsigned>(Take() - '0'));
      return;
    }
    if (c == 'u' && TakeHex(4, code)) return AppendCodePoint(out, code);
    if (c == 'U' && TakeHex(8, code)) return AppendCodePoint(out, code);
    constexpr std::string_view kEscapes = "0bnrtZ";
    constexpr std::string_view kMeanings("\0\b\n\r\t\x1A", 6);
    if (const std::size_t found = kEscapes.find(c); found != std::string_view::npos) {
      out += kMeanings[found];
      return;
    }
    if (c == '%' || c == '_') out += '\\';
    out += c;
  }

  static void AppendCodePoint(std::string& out, unsigned code) {
    const bool is_character = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    AppendUtf8(out, is_character ? code : 0xFFFD);
  }

  Result<SparkToken> Text(bool is_raw) {
    const char quote = Take();
    std::string out;
    for (;;) {
      if (at_ >= text_.size()) return NotClosed("a text", start_);
      const char c = Take();
      if (c == quote) {
        if (is_raw || Peek() != quote) return Made(SparkTokenKind::kText, std::move(out));
        out += Take();
      } else if (c == '\\' && !is_raw && at_ < text_.size()) {
        TakeEscape(out);
      } else {
        out += c;
      }
    }
  }

  Result<SparkToken> Name() {
    Take();
    std::string out;
    for (;;) {
      if (at_ >= text_.size()) return NotClosed("a name", start_);
      const char c = Take();
      if (c != '`') {
        out += c;
      } else if (Peek() == '`') {
        out += Take();
      } else {
        return Made(SparkTokenKind::kName, std::move(out));
      }
    }
  }

  SparkToken Number() {
    std::string out;
    const auto digits = [&] {
      while (IsDigit(Peek())) out += Take();
    };
    digits();
    if (Peek() == '.') {
      out += Take();
      digits();
    }
    const std::size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 2 : 1;
    if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(sign))) {
      for (std::size_t i = 0; i < sign; ++i) out += Take();
      digits();
    }
    while (IsWordStart(Peek()) || IsDigit(Peek())) out += Take();
    return Made(SparkTokenKind::kNumber, std::move(out));
  }

  Result<SparkToken> Next() {
    const char c = Peek();
    if (c == '\'' || c == '"') return Text(false);
    if (c == '`') return Name();
    if ((c == 'r' || c == 'R') && (Peek(1) == '\'' || Peek(1) == '"')) {
      Take();
      return Text(true);
    }
    if (IsWordStart(c)) {
      std::string out;
      while (IsWordStart(Peek()) || IsDigit(Peek())) out += Take();
      return Made(SparkTokenKind::kWord, std::move(out));
    }
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number();
    for (const std::string_view symbol : kSymbols) {
      if (!StartsWith(symbol)) continue;
      for (std::size_t i = 0; i < symbol.size(); ++i) Take();
      return Made(SparkTokenKind::kSymbol, std::string(symbol));
    }
    return InvalidInput(At(position_) + "this character begins nothing in SQL");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  SparkPosition position_;
  SparkPosition start_;
  std::size_t start_at_ = 0;
};

}  // namespace

Result<std::vector<SparkToken>> TokenizeSpark(std::string_view text) {
  if (!IsUtf8(text)) return InvalidInput("the SQL is not text in UTF-8");
  if (text.find('\0') != std::string_view::npos) return InvalidInput("the SQL holds a NUL byte");
  return Lexer(text).Run();
}

std::string At(SparkPosition position) {
  return "line " + std::to_string(position.line) + ":" + std::to_string(position.column) + ": ";
}

}  // namespace tenon::sql
