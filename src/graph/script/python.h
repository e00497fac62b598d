#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::graph {

// A Python expression as a tree, so that it can be laid out on lines of 100 columns: on one line if
// it fits, else one item a line with a comma behind each, as the formatter Black does it. What
// comes from a job's definition gets in by Text only, which quotes it, or is refused before
// (IsPythonName).
class Python {
 public:
  // An argument, or an element; `name` is "" for one by place. In Dictionary it is the key.
  struct Item;
  using Items = std::vector<Item>;
  using List = std::vector<Python>;

  // Source text as it is.
  static Python Code(std::string source);
  // A literal: it's -> "it's".
  static Python Text(std::string_view text);
  // A literal over several lines, for a user's SQL. Reads back as the text between two line ends.
  static Python LongText(std::string_view text);
  static Python Boolean(bool value);
  static Python Whole(std::int64_t value);
  static Python ListOf(List elements);
  static Python ListOfTexts(const std::vector<std::string>& texts);
  static Python Tuple(List elements);
  static Python Dictionary(Items members);
  // `function` is source text: "Join.apply".
  static Python Call(std::string function, Items arguments);
  // (a == b)
  static Python Equal(Python left, Python right);
  // (value), as an operand.
  static Python InBrackets(Python value);
  // `before` and then the value, which may be laid out: "lambda row: ".
  static Python After(std::string before, Python value);
  // (a and b), (a or b); the one itself if there is one. At least one.
  static Python AllOf(List conditions);
  static Python AnyOf(List conditions);

  // The expression behind `before`, a statement's first words, without a line end. `indent` is the
  // column where the statement begins; `behind` is how many characters follow on the last line.
  std::string Print(const std::string& before, std::size_t indent = 0,
                    std::size_t behind = 0) const;
  // The same for a whole statement: one too long that cannot be laid out stands in brackets.
  std::string PrintStatement(const std::string& before) const;

 private:
  // What stands between the items, and whether one stands behind the last when they are laid out.
  enum class Between { kComma, kAnd, kOr, kEqual };

  static Python Bracketed(std::string open, Items items, std::string close,
                          Between between = Between::kComma);
  static Python Operation(List conditions, Between between);
  std::string Flat() const;
  std::string Separator() const;

  std::string open_;  // of an atom: all of it
  Items items_;
  std::string close_;
  Between between_ = Between::kComma;
  bool is_atom_ = true;
};

struct Python::Item {
  std::string name;
  Python value;
};

// Whether the text can be a name in a script: ASCII letters, digits and _, no digit first, and no
// word of the language.
bool IsPythonName(std::string_view text);

}  // namespace tenon::graph
