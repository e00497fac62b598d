#include "sql/names.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "text/utf8.h"

namespace tenon::sql {
namespace {

bool IsName(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kQuoted;
}

bool IsDot(const Token& token) { return token.kind == TokenKind::kSymbol && token.text == "."; }

bool IsCatalog(const Token& token) {
  return IsName(token) && EqualsIgnoringCase(token.text, "awsdatacatalog");
}

// The parts of the dotted name that begins at `at`, which must be a name.
std::vector<std::size_t> NameAt(const std::vector<Token>& tokens, std::size_t at) {
  std::vector<std::size_t> parts = {at};
  while (at + 2 < tokens.size() && IsDot(tokens[at + 1]) && IsName(tokens[at + 2])) {
    at += 2;
    parts.push_back(at);
  }
  return parts;
}

}  // namespace

std::vector<TableName> PossibleTables(const std::vector<Token>& tokens) {
  std::set<TableName> found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!IsName(tokens[i]) || (i > 0 && IsDot(tokens[i - 1]))) continue;
    std::vector<std::size_t> parts = NameAt(tokens, i);
    if (parts.size() > 2 && IsCatalog(tokens[parts.front()])) parts.erase(parts.begin());
    const std::string first = AsciiLower(tokens[parts[0]].text);
    found.insert({"", first});
    if (parts.size() > 1) found.insert({first, AsciiLower(tokens[parts[1]].text)});
  }
  return {found.begin(), found.end()};
}

std::string WithoutCatalog(std::string_view statement, const std::vector<Token>& tokens) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!IsCatalog(tokens[i]) || (i > 0 && IsDot(tokens[i - 1]))) continue;
    if (NameAt(tokens, i).size() < 3) continue;
    out += statement.substr(copied, tokens[i].begin - copied);
    copied = tokens[i + 1].end;  // behind the dot
  }
  return out + std::string(statement.substr(copied));
}

std::string FirstKeyword(const std::vector<Token>& tokens) {
  const auto word = std::ranges::find_if(
      tokens, [](const Token& token) { return token.text != "(" && token.text != ";"; });
  if (word == tokens.end() || word->kind != TokenKind::kWord) return {};
  std::string keyword = word->text;
  std::ranges::transform(keyword, keyword.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return keyword;
}

std::optional<std::string> ExplainedStatement(std::string_view statement,
                                              const std::vector<Token>& tokens) {
  if (tokens.empty() || tokens[0].kind != TokenKind::kWord ||
      !EqualsIgnoringCase(tokens[0].text, "explain")) {
    return std::nullopt;
  }
  return std::string(statement.substr(tokens[0].end));
}

}  // namespace tenon::sql
