#include "catalog/like_pattern.h"

#include <re2/re2.h>

#include <cstddef>
#include <vector>

namespace tenon::catalog {
namespace {

enum class PieceKind { kText, kOneCharacter, kAnyText };

struct Piece {
  PieceKind kind;
  std::string text;
};

void AddText(std::vector<Piece>& pieces, char c) {
  if (pieces.empty() || pieces.back().kind != PieceKind::kText) {
    pieces.push_back({PieceKind::kText, ""});
  }
  pieces.back().text += c;
}

bool IsEscapable(char c) { return c == '%' || c == '_' || c == '\\'; }

std::vector<Piece> Split(std::string_view pattern) {
  constexpr std::string_view kOfHive = ".*";
  std::vector<Piece> pieces;
  const bool begins_open = pattern.starts_with(kOfHive);
  if (begins_open) pattern.remove_prefix(kOfHive.size());
  const bool ends_open = pattern.ends_with(kOfHive);
  if (ends_open) pattern.remove_suffix(kOfHive.size());

  if (begins_open) pieces.push_back({PieceKind::kAnyText, ""});
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '%') {
      pieces.push_back({PieceKind::kAnyText, ""});
    } else if (c == '_') {
      pieces.push_back({PieceKind::kOneCharacter, ""});
    } else if (c == '\\' && i + 1 < pattern.size() && IsEscapable(pattern[i + 1])) {
      AddText(pieces, pattern[++i]);
    } else {
      AddText(pieces, c);
    }
  }
  if (ends_open) pieces.push_back({PieceKind::kAnyText, ""});
  return pieces;
}

std::string ToRegularExpression(const std::vector<Piece>& pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    switch (piece.kind) {
      case PieceKind::kText:
        out += RE2::QuoteMeta(piece.text);
        break;
      case PieceKind::kOneCharacter:
        out += '.';
        break;
      case PieceKind::kAnyText:
        out += ".*";
        break;
    }
  }
  return out;
}

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_dot_nl(true);
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct LikePattern::State {
  explicit State(const std::vector<Piece>& pieces)
      : expression(ToRegularExpression(pieces), PatternOptions()) {
    std::size_t rest = 0;
    if (!pieces.empty() && pieces[0].kind == PieceKind::kText) prefix = pieces[rest++].text;
    is_exact = rest == pieces.size();
    is_prefix_only = rest + 1 == pieces.size() && pieces[rest].kind == PieceKind::kAnyText;
  }

  RE2 expression;
  std::string prefix;
  bool is_exact = false;
  bool is_prefix_only = false;
};

LikePattern::LikePattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
LikePattern::~LikePattern() = default;
LikePattern::LikePattern(LikePattern&&) noexcept = default;
LikePattern& LikePattern::operator=(LikePattern&&) noexcept = default;

Result<LikePattern> LikePattern::Parse(std::string_view pattern) {
  auto state = std::make_unique<State>(Split(pattern));
  if (!state->expression.ok()) {
    return InvalidInput("a pattern of LIKE that is too complex: " + std::string(pattern));
  }
  return LikePattern(std::move(state));
}

bool LikePattern::Matches(std::string_view text) const {
  return RE2::FullMatch({text.data(), text.size()}, state_->expression);
}

const std::string& LikePattern::prefix() const { return state_->prefix; }
bool LikePattern::is_exact() const { return state_->is_exact; }
bool LikePattern::is_prefix_only() const { return state_->is_prefix_only; }

}  // namespace tenon::catalog
