#include "text/glob.h"

#include <optional>
#include <string>

namespace tenon {
namespace {

// Globs come from users: matching gives up (as no match) before a hostile one gets expensive.
constexpr int kMaxSteps = 200'000;

class Matcher {
 public:
  bool Match(std::string_view glob, std::string_view text) {
    if (++steps_ > kMaxSteps) return false;
    while (!glob.empty()) {
      if (glob.front() == '*') return MatchStar(glob, text);
      if (glob.front() == '{') {
        if (const auto matched = MatchAlternatives(glob, text)) return *matched;
      }
      if (text.empty()) return false;
      const std::size_t used = MatchOne(glob, text.front());
      if (used == 0) return false;
      glob.remove_prefix(used);
      text.remove_prefix(1);
    }
    return text.empty();
  }

 private:
  bool MatchStar(std::string_view glob, std::string_view text) {
    const bool across = glob.starts_with("**");
    glob.remove_prefix(across ? 2 : 1);
    // "**/" also stands for no folder at all.
    if (across && glob.starts_with('/') && Match(glob.substr(1), text)) return true;
    for (;;) {
      if (Match(glob, text)) return true;
      if (text.empty() || (!across && text.front() == '/') || steps_ > kMaxSteps) return false;
      text.remove_prefix(1);
    }
  }

  // nullopt if the brace is not closed, so that it stands for itself.
  std::optional<bool> MatchAlternatives(std::string_view glob, std::string_view text) {
    const std::size_t close = glob.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view choices = glob.substr(1, close - 1);
    const std::string_view rest = glob.substr(close + 1);
    for (;;) {
      const std::size_t comma = choices.find(',');
      if (Match(std::string(choices.substr(0, comma)) + std::string(rest), text)) return true;
      if (comma == std::string_view::npos) return false;
      choices.remove_prefix(comma + 1);
    }
  }

  // How many characters of the glob match the one character; 0 if they do not.
  static std::size_t MatchOne(std::string_view glob, char c) {
    if (glob.front() == '\\' && glob.size() > 1) return glob[1] == c ? 2 : 0;
    if (glob.front() == '?') return c != '/' ? 1 : 0;
    const std::size_t close = glob.find(']', 2);
    if (glob.front() == '[' && close != std::string_view::npos) {
      return IsInSet(glob.substr(1, close - 1), c) ? close + 1 : 0;
    }
    return glob.front() == c ? 1 : 0;
  }

  static bool IsInSet(std::string_view set, char c) {
    const bool negated = set.starts_with('!');
    if (negated) set.remove_prefix(1);
    bool found = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (i + 2 < set.size() && set[i + 1] == '-') {
        found = found || (set[i] <= c && c <= set[i + 2]);
        i += 2;
      } else {
        found = found || set[i] == c;
      }
    }
    return found != negated;
  }

  int steps_ = 0;
};

}  // namespace

bool MatchesGlob(std::string_view glob, std::string_view text) {
  return Matcher().Match(glob, text);
}

}  // namespace tenon
