#include "graph/script/python.h"

#include <algorithm>
#include <array>

#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kIndent = 4;

// https://docs.python.org/3/reference/lexical_analysis.html#keywords
constexpr std::array<std::string_view, 35> kKeywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

}  // namespace

Python Python::Code(std::string source) {
  Python python;
  python.open_ = std::move(source);
  return python;
}

Python Python::Text(std::string_view text) { return Code(PyString(text)); }

Python Python::LongText(std::string_view text) {
  std::string out = "\"\"\"\n";
  for (const char c : text) {
    // Two quotes in a row are left apart: three would end the text.
    const bool plain = c == '\n' || c == '\t' || (c == '"' && out.back() != '"');
    if (plain) {
      out += c;
    } else {
      const std::string quoted = PyString(std::string_view(&c, 1));
      out += quoted.substr(1, quoted.size() - 2);
    }
  }
  return Code(out + "\n\"\"\"");
}

Python Python::Boolean(bool value) { return Code(value ? "True" : "False"); }

Python Python::Whole(std::int64_t value) { return Code(std::to_string(value)); }

Python Python::Bracketed(std::string open, Items items, std::string close, Between between) {
  Python python = Code(std::move(open));
  python.items_ = std::move(items);
  python.close_ = std::move(close);
  python.between_ = between;
  python.is_atom_ = false;
  return python;
}

Python Python::ListOf(List elements) {
  Items items;
  for (Python& element : elements) items.push_back({"", std::move(element)});
  return Bracketed("[", std::move(items), "]");
}

Python Python::ListOfTexts(const std::vector<std::string>& texts) {
  List elements;
  for (const std::string& text : texts) elements.push_back(Text(text));
  return ListOf(std::move(elements));
}

Python Python::Tuple(List elements) {
  Items items;
  for (Python& element : elements) items.push_back({"", std::move(element)});
  return Bracketed("(", std::move(items), ")");
}

Python Python::Dictionary(Items members) {
  for (Item& member : members) member.name = PyString(member.name) + ": ";
  return Bracketed("{", std::move(members), "}");
}

Python Python::Call(std::string function, Items arguments) {
  for (Item& argument : arguments) {
    if (!argument.name.empty()) argument.name += '=';
  }
  return Bracketed(std::move(function) + '(', std::move(arguments), ")");
}

Python Python::Equal(Python left, Python right) {
  List sides;
  sides.push_back(std::move(left));
  sides.push_back(std::move(right));
  return Operation(std::move(sides), Between::kEqual);
}

Python Python::InBrackets(Python value) {
  if (!value.is_atom_ && value.open_ == "(") return value;
  Items items;
  items.push_back({"", std::move(value)});
  return Bracketed("(", std::move(items), ")", Between::kAnd);
}

Python Python::After(std::string before, Python value) {
  value.open_.insert(0, before);
  return value;
}

Python Python::Operation(List conditions, Between between) {
  if (conditions.size() == 1) return std::move(conditions.front());
  Items items;
  for (Python& condition : conditions) items.push_back({"", std::move(condition)});
  return Bracketed("(", std::move(items), ")", between);
}

Python Python::AllOf(List conditions) { return Operation(std::move(conditions), Between::kAnd); }

Python Python::AnyOf(List conditions) { return Operation(std::move(conditions), Between::kOr); }

std::string Python::Separator() const {
  switch (between_) {
    case Between::kComma:
      return ", ";
    case Between::kAnd:
      return " and ";
    case Between::kOr:
      return " or ";
    case Between::kEqual:
      return " == ";
  }
  return ", ";
}

std::string Python::Flat() const {
  if (is_atom_) return open_;
  std::string out = open_;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    out += (i > 0 ? Separator() : "") + items_[i].name + items_[i].value.Flat();
  }
  // A tuple of one has a comma behind it.
  if (open_ == "(" && items_.size() == 1 && between_ == Between::kComma) out += ',';
  return out + close_;
}

std::string Python::Print(const std::string& before, std::size_t indent, std::size_t behind) const {
  std::string flat = before + Flat();
  const bool fits = indent + flat.size() + behind <= kColumns && !flat.contains('\n');
  if (is_atom_ || items_.empty() || fits) return flat;
  std::string out = before + open_ + '\n';
  const std::string blanks(indent + kIndent, ' ');
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const bool comma = between_ == Between::kComma;
    // "and", "or" stand at the beginning of a line.
    const std::string joined = comma || i == 0 ? "" : Separator().substr(1);
    out += blanks +
           items_[i].value.Print(joined + items_[i].name, indent + kIndent, comma ? 1 : 0) +
           (comma ? ",\n" : "\n");
  }
  return out + std::string(indent, ' ') + close_;
}

std::string Python::PrintStatement(const std::string& before) const {
  std::string text = Print(before);
  const bool is_long = text.size() > kColumns && !text.contains('\n');
  return is_long ? InBrackets(*this).Print(before) : text;
}

bool IsPythonName(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && !is_digit(text[0]) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || is_digit(c); }) &&
         std::ranges::find(kKeywords, text) == kKeywords.end();
}

}  // namespace tenon::graph
