// Filters against a plain evaluation of the same expressions over typed values.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/partition_filter.h"
#include "catalog/random_partition.h"

namespace tenon::catalog {
namespace {

enum class Kind { kAnd, kOr, kNot, kCompare, kIn, kBetween, kLike, kIsNull };

struct Expression {
  Kind kind = Kind::kAnd;
  std::size_t key = 0;
  std::string comparison;
  bool is_negated = false;
  std::vector<Typed> literals;
  std::vector<Expression> children;
};

Expression RandomExpression(Random& random, const std::vector<PartitionKey>& keys, int depth) {
  Expression expression;
  if (depth > 0 && !random.OneIn(3)) {
    expression.kind = random.OneIn(4) ? Kind::kNot : random.OneIn(2) ? Kind::kAnd : Kind::kOr;
    for (auto i = expression.kind == Kind::kNot ? 1 : random.Between(2, 3); i > 0; --i) {
      expression.children.push_back(RandomExpression(random, keys, depth - 1));
    }
    return expression;
  }
  expression.key =
      static_cast<std::size_t>(random.Between(0, static_cast<std::int64_t>(keys.size()) - 1));
  const Type& type = keys[expression.key].type;
  const std::array<Kind, 5> kinds = {Kind::kCompare, Kind::kIn, Kind::kBetween, Kind::kIsNull,
                                     IsText(type) ? Kind::kLike : Kind::kCompare};
  expression.kind = kinds[static_cast<std::size_t>(random.Between(0, 4))];
  expression.is_negated = expression.kind != Kind::kCompare && random.OneIn(2);
  expression.comparison = random.Of({"=", "<>", "!=", "<", "<=", ">", ">="});
  for (int i = 0; i < 3; ++i) expression.literals.push_back(RandomValue(random, type));
  const bool may_be_null = expression.kind == Kind::kIn ||
                           (expression.kind == Kind::kCompare && expression.comparison == "=");
  if (may_be_null && random.OneIn(8)) expression.literals[0].state = State::kNull;
  if (expression.kind == Kind::kLike && random.OneIn(6)) expression.literals[0].text += ".*";
  if (expression.kind == Kind::kLike && random.OneIn(6))
    expression.literals[0].text.insert(0, ".*");
  return expression;
}

std::string Quoted(Random& random, const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    const bool is_escaped = c == '\'' && (out.ends_with('\\') || random.OneIn(2));
    if (is_escaped) out += '\\';
    if (c == '\'' && !is_escaped) out += c;
    out += c;
  }
  return out + "'";
}

std::string WriteLiteral(Random& random, const Type& type, const Typed& value) {
  const std::string text = TextOf(random, type, value);
  const bool is_special = IsFloating(type) && !std::isfinite(value.floating);
  if (value.state == State::kNull || IsText(type) || is_special) return Quoted(random, text);
  if (type.kind == TypeKind::kTimestamp)
    return random.Of({"", "timestamp "}) + Quoted(random, text);
  if (type.kind == TypeKind::kDate && random.OneIn(3)) return "DATE " + Quoted(random, text);
  const std::string literal = random.OneIn(2) ? text : Quoted(random, text);
  return random.OneIn(6) ? "(" + literal + ")" : literal;
}

std::string Mirrored(std::string comparison) {
  const bool is_order = comparison != "<>";
  for (char& c : comparison) {
    if (is_order && c != '=' && c != '!') c = c == '<' ? '>' : '<';
  }
  return comparison;
}

std::string Write(Random& random, const std::vector<PartitionKey>& keys,
                  const Expression& expression) {
  std::string out;
  if (!expression.children.empty()) {
    const std::string word = expression.kind == Kind::kAnd ? random.Of({" AND ", " and "}) : " OR ";
    for (const Expression& child : expression.children) {
      out += (out.empty() ? "" : word) + "(" + Write(random, keys, child) + ")";
    }
    return (expression.kind == Kind::kNot ? "not " : "") + out;
  }
  const PartitionKey& key = keys[expression.key];
  std::vector<std::string> literals;
  for (const Typed& literal : expression.literals) {
    literals.push_back(WriteLiteral(random, key.type, literal));
  }
  const std::string name = random.Of({key.name, "(" + key.name + ")", "`" + key.name + "`"});
  const std::string negation = expression.is_negated ? " NOT " : " ";
  switch (expression.kind) {
    case Kind::kCompare:
      if (random.OneIn(3)) return literals[0] + Mirrored(expression.comparison) + name;
      return name + expression.comparison + literals[0];
    case Kind::kIn:
      return name + negation + "IN (" + literals[0] + ", " + literals[1] + "," + literals[2] + ")";
    case Kind::kBetween:
      return name + negation + "BETWEEN " + literals[0] + " AND " + literals[1];
    case Kind::kLike:
      return name + negation + "LIKE " + literals[0];
    default:
      return name + " IS" + negation + "NULL";
  }
}

enum Truth { kFalse, kUnknown, kTrue };

Truth Not(Truth truth) { return static_cast<Truth>(kTrue - truth); }
Truth Known(bool is_true) { return is_true ? kTrue : kFalse; }

std::size_t CharacterSize(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) ++size;
  return size;
}

bool IsLike(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '%') {
    return IsLike(text, pattern.substr(1)) ||
           (!text.empty() && IsLike(text.substr(CharacterSize(text)), pattern));
  }
  if (text.empty()) return false;
  if (pattern[0] == '_') return IsLike(text.substr(CharacterSize(text)), pattern.substr(1));
  const bool is_escape = pattern.size() > 1 && pattern[0] == '\\' &&
                         std::string_view("%_\\").find(pattern[1]) != std::string_view::npos;
  if (is_escape) pattern.remove_prefix(1);
  return text[0] == pattern[0] && IsLike(text.substr(1), pattern.substr(1));
}

bool IsLikeOfHive(std::string_view text, std::string pattern) {
  if (pattern.starts_with(".*")) pattern.replace(0, 2, "%");
  if (pattern.ends_with(".*")) pattern.replace(pattern.size() - 2, 2, "%");
  return IsLike(text, pattern);
}

Truth CompareWith(const Type& type, const Typed& held, const std::string& comparison,
                  const Typed& literal) {
  if (literal.state == State::kNull) return Known(held.state == State::kNull);
  if (held.state != State::kValue) return kUnknown;
  const int order = Compare(type, held, literal);
  if (comparison == "=") return Known(order == 0);
  if (comparison == "<") return Known(order < 0);
  if (comparison == "<=") return Known(order <= 0);
  if (comparison == ">") return Known(order > 0);
  if (comparison == ">=") return Known(order >= 0);
  return Known(order != 0);
}

Truth Evaluate(const std::vector<PartitionKey>& keys, const std::vector<Typed>& held,
               const Expression& expression) {
  Truth truth = expression.kind == Kind::kAnd ? kTrue : kFalse;
  for (const Expression& child : expression.children) {
    const Truth next = Evaluate(keys, held, child);
    if (expression.kind == Kind::kNot) return Not(next);
    truth = expression.kind == Kind::kAnd ? std::min(truth, next) : std::max(truth, next);
  }
  if (!expression.children.empty()) return truth;
  const Type& type = keys[expression.key].type;
  const Typed& value = held[expression.key];
  const std::vector<Typed>& literals = expression.literals;
  switch (expression.kind) {
    case Kind::kCompare:
      truth = CompareWith(type, value, expression.comparison, literals[0]);
      break;
    case Kind::kIn:
      for (const Typed& one : literals) truth = std::max(truth, CompareWith(type, value, "=", one));
      break;
    case Kind::kBetween:
      truth = std::min(CompareWith(type, value, ">=", literals[0]),
                       CompareWith(type, value, "<=", literals[1]));
      break;
    case Kind::kLike:
      truth = value.state == State::kValue ? Known(IsLikeOfHive(value.text, literals[0].text))
                                           : kUnknown;
      break;
    default:
      truth = Known(value.state == State::kNull);
  }
  return expression.is_negated ? Not(truth) : truth;
}

bool HasLike(const Expression& expression) {
  return expression.kind == Kind::kLike || std::ranges::any_of(expression.children, HasLike);
}

bool Holds(const std::vector<ByteRange>& ranges, std::string_view encoded) {
  return std::ranges::any_of(ranges, [&](const ByteRange& range) {
    return range.begin <= encoded && encoded < range.end;
  });
}

bool AreInOrder(const std::vector<ByteRange>& ranges) {
  std::string before;
  for (const ByteRange& range : ranges) {
    if (range.begin <= before || range.end <= range.begin) return false;
    before = range.end;
  }
  return true;
}

}  // namespace

TEST_CASE("random expressions match what a plain evaluation finds true, within their ranges") {
  Random random(42);
  for (int i = 0; i < 5000; ++i) {
    const std::vector<PartitionKey> keys = RandomKeys(random);
    const Expression expression = RandomExpression(random, keys, 3);
    const std::string text = Write(random, keys, expression);
    CAPTURE(text);
    const auto filter = PartitionFilter::Parse(text, keys);
    REQUIRE_MESSAGE(filter, filter.error().message);
    const bool are_ranges_exact = keys.size() == 1 && !HasLike(expression);
    for (std::size_t key = 0; key < keys.size(); ++key) {
      if (filter->Ranges(key)) REQUIRE(AreInOrder(*filter->Ranges(key)));
    }
    for (int row = 0; row < 12; ++row) {
      std::vector<Typed> held;
      std::vector<std::string> encoded;
      std::string values;
      for (const PartitionKey& key : keys) {
        held.push_back(RandomHeld(random, key.type));
        const std::string value = TextOf(random, key.type, held.back());
        values += HiveName(key.type) + " " + value + "; ";
        encoded.push_back(EncodeValue(key.type, value));
      }
      CAPTURE(values);
      const bool is_match =
          filter->Matches(std::vector<std::string_view>(encoded.begin(), encoded.end()));
      REQUIRE(is_match == (Evaluate(keys, held, expression) == kTrue));
      for (std::size_t key = 0; key < keys.size(); ++key) {
        if (!filter->Ranges(key)) continue;
        const bool is_within = Holds(*filter->Ranges(key), encoded[key]);
        if (is_match) REQUIRE(is_within);
        if (are_ranges_exact) REQUIRE(is_match == is_within);
      }
    }
  }
}

}  // namespace tenon::catalog
