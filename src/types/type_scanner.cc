#include "types/type_scanner.h"

#include "text/utf8.h"

namespace tenon {
namespace {

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

void TypeScanner::SkipBlanks() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) {
    ++at_;
  }
}

char TypeScanner::Peek() {
  SkipBlanks();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool TypeScanner::AtEnd() {
  SkipBlanks();
  return at_ == text_.size();
}

bool TypeScanner::Take(char character) {
  if (AtEnd() || text_[at_] != character) return false;
  ++at_;
  return true;
}

Status TypeScanner::Expect(char character) {
  if (Take(character)) return {};
  return Malformed(std::string("expected '") + character + "'");
}

std::string TypeScanner::Word() {
  SkipBlanks();
  const std::size_t start = at_;
  while (at_ < text_.size() && IsWordCharacter(text_[at_])) ++at_;
  return AsciiLower(text_.substr(start, at_ - start));
}

std::string TypeScanner::Until(std::string_view stops) {
  SkipBlanks();
  const std::size_t start = at_;
  at_ = std::min(text_.find_first_of(stops, at_), text_.size());
  return std::string(Trim(text_.substr(start, at_ - start)));
}

Result<std::string> TypeScanner::Quoted(char quote) {
  RETURN_IF_ERROR(Expect(quote));
  std::string out;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == quote) {
      if (at_ == text_.size() || text_[at_] != quote) return out;
      ++at_;
    }
    out += c;
  }
  return Malformed(std::string("no closing ") + quote);
}

Result<int> TypeScanner::Number(int least, int most) {
  SkipBlanks();
  int number = 0;
  const std::size_t start = at_;
  while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && number <= most) {
    number = number * 10 + (text_[at_++] - '0');
  }
  if (at_ == start || number < least || number > most) {
    return Malformed("expected a number from " + std::to_string(least) + " to " +
                     std::to_string(most));
  }
  return number;
}

Error TypeScanner::Malformed(std::string_view why) const {
  return InvalidInput("malformed type at character " + std::to_string(at_ + 1) + " (" +
                      std::string(why) + "): " + std::string(text_));
}

}  // namespace tenon
