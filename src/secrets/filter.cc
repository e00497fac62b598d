#include "secrets/filter.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::secrets {
namespace {

enum class CharacterKind { kLower, kUpper, kDigit, kOther };

CharacterKind KindOf(char c) {
  if (c >= '0' && c <= '9') return CharacterKind::kDigit;
  if (c >= 'A' && c <= 'Z') return CharacterKind::kUpper;
  const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
  // Letters beyond ASCII have no case here.
  return (c >= 'a' && c <= 'z') || !is_ascii ? CharacterKind::kLower : CharacterKind::kOther;
}

bool Continues(CharacterKind before, CharacterKind now) {
  if (before == CharacterKind::kDigit || now == CharacterKind::kDigit) return before == now;
  return before != CharacterKind::kLower || now != CharacterKind::kUpper;
}

std::vector<std::string> AllTextsOf(const Secret& secret) {
  std::vector<std::string> texts = {secret.name, secret.description};
  for (const auto& [key, value] : secret.tags) {
    texts.push_back(key);
    texts.push_back(value);
  }
  return texts;
}

// Whether any word of the value begins any word of the texts.
bool HasWordOf(const std::vector<std::string>& texts, std::string_view value) {
  const std::vector<std::string> wanted = WordsOf(value);
  return std::ranges::any_of(texts, [&](const std::string& text) {
    return std::ranges::any_of(WordsOf(text), [&](const std::string& word) {
      return std::ranges::any_of(
          wanted, [&](const std::string& beginning) { return word.starts_with(beginning); });
    });
  });
}

bool Matches(const Secret& secret, std::string_view key, std::string_view value) {
  const auto begins_with_value = [&](const std::string& text) { return text.starts_with(value); };
  if (key == "name") return begins_with_value(secret.name);
  if (key == "description") {
    return AsciiLower(secret.description).starts_with(AsciiLower(value));
  }
  if (key == "tag-key")
    return std::ranges::any_of(secret.tags, begins_with_value, &Tags::value_type::first);
  if (key == "tag-value") {
    return std::ranges::any_of(secret.tags, begins_with_value, &Tags::value_type::second);
  }
  return key == "all" && HasWordOf(AllTextsOf(secret), value);
}

bool PassesOne(const Secret& secret, const Filter& filter) {
  bool wants_any = false;
  bool has_any = false;
  for (std::string_view value : filter.values) {
    const bool is_negated = value.starts_with('!');
    if (is_negated) value.remove_prefix(1);
    const bool matches = Matches(secret, filter.key, value);
    if (is_negated && matches) return false;
    wants_any = wants_any || !is_negated;
    has_any = has_any || (!is_negated && matches);
  }
  return has_any || !wants_any;
}

}  // namespace

bool Passes(const Secret& secret, const std::vector<Filter>& filters) {
  return std::ranges::all_of(filters,
                             [&](const Filter& filter) { return PassesOne(secret, filter); });
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  CharacterKind before = CharacterKind::kOther;
  for (const char c : text) {
    const CharacterKind now = KindOf(c);
    if (now != CharacterKind::kOther) {
      if (before == CharacterKind::kOther || !Continues(before, now)) words.emplace_back();
      words.back() += c;
    }
    before = now;
  }
  for (std::string& word : words) word = AsciiLower(word);
  return words;
}

}  // namespace tenon::secrets
