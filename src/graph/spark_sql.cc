#include "graph/spark_sql.h"

#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Copies a query from left to right, one lexical piece at a time.
class Translator {
 public:
  explicit Translator(std::string_view query) : query_(query) {}

  Result<std::string> Run() {
    while (at_ < query_.size()) RETURN_IF_ERROR(Step());
    std::string out(Trim(out_));
    if (out.empty()) return InvalidInput("the query is empty");
    return out;
  }

 private:
  Status Step() {
    const char c = query_[at_];
    const std::string_view two = query_.substr(at_, 2);
    if (two == "--") return SkipTo("\n", 0, false);
    if (two == "/*") return SkipTo("*/", 2, true);
    if (c == ';') {
      ended_ = true;
      ++at_;
      return {};
    }
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (ended_ && !blank) return InvalidInput("the query holds more than one statement; keep one");
    if (c == '\'' || c == '"') return Literal(c);
    if (c == '`') return Identifier();
    out_ += c;
    ++at_;
    return {};
  }

  // Puts a blank for a comment that ends with `end`, which stays if `length` is 0.
  Status SkipTo(std::string_view end, std::size_t length, bool must_end) {
    const std::size_t found = query_.find(end, at_ + 2);
    if (found == std::string_view::npos && must_end) return InvalidInput("a comment is not closed");
    at_ = found == std::string_view::npos ? query_.size() : found + length;
    out_ += ' ';
    return {};
  }

  Status Literal(char quote) {
    std::string text;
    for (++at_; at_ < query_.size(); ++at_) {
      char c = query_[at_];
      if (c == quote) {
        ++at_;
        out_ += SqlString(text);
        return {};
      }
      if (c == '\\' && at_ + 1 < query_.size()) {
        text += Escaped(query_[++at_]);
      } else {
        text += c;
      }
    }
    return InvalidInput(std::string("a text is not closed by ") + quote);
  }

  // Spark keeps the backslash before % and _, which LIKE needs.
  static std::string Escaped(char c) {
    switch (c) {
      case 'n':
        return "\n";
      case 't':
        return "\t";
      case 'r':
        return "\r";
      case 'b':
        return "\b";
      case '%':
        return "\\%";
      case '_':
        return "\\_";
      default:
        return std::string(1, c);
    }
  }

  Status Identifier() {
    std::string name;
    for (++at_; at_ < query_.size(); ++at_) {
      if (query_[at_] != '`') {
        name += query_[at_];
        continue;
      }
      if (query_.substr(at_, 2) != "``") {
        ++at_;
        out_ += SqlIdentifier(name);
        return {};
      }
      name += query_[at_++];
    }
    return InvalidInput("a name is not closed by `");
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::string out_;
  bool ended_ = false;  // by a ';'
};

}  // namespace

Result<std::string> FromSparkSql(std::string_view query) { return Translator(query).Run(); }

}  // namespace tenon::graph
