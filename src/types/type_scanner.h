#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon {

// Walks over the text of a type; what the parsers of both spellings share. One thread at a time.
class TypeScanner {
 public:
  // Types nest at most so deep: a parser descends once a level.
  static constexpr int kMaxDepth = 64;

  explicit TypeScanner(std::string_view text) : text_(text) {}

  // Blanks before the next token are passed over by every method.
  bool AtEnd();
  // Consumes that character if it comes next.
  bool Take(char character);
  // Consumes that character or fails.
  Status Expect(char character);
  // Letters, digits and '_', as many as there are; in lower case. Empty if there is none.
  std::string Word();
  // Everything up to one of `stops`, without blanks at its end, as written.
  std::string Until(std::string_view stops);
  // What lies between two `quote` characters, doubled ones undone; fails if the second is missing.
  Result<std::string> Quoted(char quote);
  // A whole number from `least` to `most`.
  Result<int> Number(int least, int most);
  // The next character, or '\0' at the end.
  char Peek();

  // kInvalidInput: "malformed type at character 5 (expected '>'): array<int".
  Error Malformed(std::string_view why) const;

 private:
  void SkipBlanks();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace tenon
