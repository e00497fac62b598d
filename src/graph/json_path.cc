#include "graph/json_path.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Walks over the text of a path. One thread at a time.
class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  Result<std::string> Read() {
    if (!Take('$')) return Malformed("'$'");
    while (at_ < text_.size()) {
      if (Take('.')) {
        RETURN_IF_ERROR(ReadName());
      } else if (Take('[')) {
        RETURN_IF_ERROR(ReadBracket());
      } else {
        return Malformed("'.' or '['");
      }
    }
    return out_ == "$" || out_ == "$[*]" ? "" : out_;
  }

 private:
  bool Take(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  Error Malformed(std::string_view wanted) const {
    return InvalidInput("expected " + std::string(wanted) + " at character " +
                        std::to_string(at_ + 1) + " of " + std::string(text_));
  }

  void AppendName(std::string_view name) {
    out_ += ".\"";
    for (const char c : name) {
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  Status ReadName() {
    const std::size_t end = std::min(text_.find_first_of(".[]'\"*?()@", at_), text_.size());
    if (end == at_) return Malformed("a name");
    AppendName(text_.substr(at_, end - at_));
    at_ = end;
    return {};
  }

  Status ReadBracket() {
    if (Take('*')) {
      out_ += "[*]";
    } else if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) {
      const char quote = text_[at_++];
      const std::size_t end = text_.find(quote, at_);
      if (end == std::string_view::npos || end == at_) return Malformed("a name in quotes");
      AppendName(text_.substr(at_, end - at_));
      at_ = end + 1;
    } else {
      const std::size_t end = std::min(text_.find_first_not_of("0123456789", at_), text_.size());
      if (end == at_ || end - at_ > 9) return Malformed("'*', a number or a name in quotes");
      out_ += '[' + std::string(text_.substr(at_, end - at_)) + ']';
      at_ = end;
    }
    if (!Take(']')) return Malformed("']'");
    return {};
  }

  const std::string_view text_;
  std::size_t at_ = 0;
  std::string out_ = "$";
};

}  // namespace

Result<std::string> ReadJsonPath(std::string_view text) { return PathReader(Trim(text)).Read(); }

}  // namespace tenon::graph
