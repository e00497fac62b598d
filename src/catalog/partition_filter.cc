#include "catalog/partition_filter.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/check.h"
#include "catalog/like_pattern.h"
#include "catalog/range_set.h"
#include "sql/hive_predicate.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::size_t kMostCharacters = 2048;  // of the service model

// What a condition on one key is true for. False and unknown need not be told apart: every NOT is
// pushed into the conditions, and AND and OR of what is not true are not true either way.
struct Condition {
  std::size_t key = 0;
  RangeSet ranges;
  // LIKE whose answer the ranges do not hold: the values within them that match, or do not.
  std::optional<LikePattern> pattern;
  bool is_pattern_negated = false;
};

enum class NodeKind { kCondition, kAll, kAny };

struct Node {
  NodeKind kind = NodeKind::kAll;
  Condition condition;         // of kCondition
  std::vector<Node> children;  // of the others
};

bool IsText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar;
}

// Gives the syntax tree of an expression its meaning for the keys of one table.
class Binder {
 public:
  Binder(std::string_view text, std::span<const PartitionKey> keys) : text_(text), keys_(keys) {}

  Result<Node> Bind(const sql::Predicate& predicate, bool is_negated) const {
    if (predicate.kind == sql::PredicateKind::kNot) {
      return Bind(predicate.children.front(), !is_negated);
    }
    Node node;
    if (predicate.children.empty()) {
      node.kind = NodeKind::kCondition;
      ASSIGN_OR_RETURN(node.condition,
                       BindCondition(predicate, predicate.is_negated != is_negated));
      return node;
    }
    const bool is_and = predicate.kind == sql::PredicateKind::kAnd;
    node.kind = is_and != is_negated ? NodeKind::kAll : NodeKind::kAny;  // De Morgan
    for (const sql::Predicate& child : predicate.children) {
      ASSIGN_OR_RETURN(Node bound, Bind(child, is_negated));
      node.children.push_back(std::move(bound));
    }
    return node;
  }

 private:
  Result<std::size_t> FindKey(const sql::PredicateName& name) const {
    std::string names;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (EqualsIgnoringCase(keys_[i].name, name.text)) return i;
      names += (i > 0 ? ", " : "") + keys_[i].name;
    }
    return sql::PredicateError(
        text_, name.begin,
        "no partition key is named " + name.text + "; the table has " +
            (keys_.empty() ? "no partition keys" : "the partition keys " + names));
  }

  Result<std::string> Encode(const PartitionKey& key, const sql::PredicateLiteral& literal) const {
    if (auto encoded = EncodeLiteral(key.type, literal.text)) return *std::move(encoded);
    return sql::PredicateError(text_, literal.begin,
                               literal.text + " is no value of " + key.name +
                                   ", a partition key of type " + HiveName(key.type));
  }

  Result<Condition> BindCondition(const sql::Predicate& predicate, bool is_negated) const {
    Condition condition;
    ASSIGN_OR_RETURN(condition.key, FindKey(predicate.name));
    const PartitionKey& key = keys_[condition.key];
    switch (predicate.kind) {
      case sql::PredicateKind::kIsNull:
        condition.ranges = {is_negated ? AllButNull() : AllNulls()};
        return condition;
      case sql::PredicateKind::kLike:
        return BindLike(std::move(condition), key, predicate, is_negated);
      case sql::PredicateKind::kEqual:
      case sql::PredicateKind::kIn: {
        ASSIGN_OR_RETURN(condition.ranges, OneOf(key, predicate.literals, is_negated));
        return condition;
      }
      default: {
        ASSIGN_OR_RETURN(ByteRange range, RangeOf(key, predicate));
        condition.ranges = Unite({std::move(range)});
        if (is_negated) condition.ranges = Complement(condition.ranges, AllValues());
        return condition;
      }
    }
  }

  // Hive's text for a NULL is as good as IS NULL: clients such as Trino have no other way, since
  // Glue's own IS NULL finds nothing.
  Result<RangeSet> OneOf(const PartitionKey& key, std::span<const sql::PredicateLiteral> literals,
                         bool is_negated) const {
    std::vector<ByteRange> points;
    bool is_of_values = false;
    for (const sql::PredicateLiteral& literal : literals) {
      if (literal.text == kNullPartition) {
        points.push_back(AllNulls());
        continue;
      }
      is_of_values = true;
      ASSIGN_OR_RETURN(std::string value, Encode(key, literal));
      points.push_back({value, After(value)});
    }
    RangeSet set = Unite(std::move(points));
    if (is_negated) set = Complement(set, is_of_values ? AllValues() : AllButNull());
    return set;
  }

  // Of a comparison that is neither = nor LIKE; empty if its bounds exclude each other.
  Result<ByteRange> RangeOf(const PartitionKey& key, const sql::Predicate& predicate) const {
    ASSIGN_OR_RETURN(std::string value, Encode(key, predicate.literals.front()));
    switch (predicate.kind) {
      case sql::PredicateKind::kLess:
        return ByteRange{AllValues().begin, std::move(value)};
      case sql::PredicateKind::kLessOrEqual:
        return ByteRange{AllValues().begin, After(value)};
      case sql::PredicateKind::kGreater:
        return ByteRange{After(value), AllValues().end};
      case sql::PredicateKind::kGreaterOrEqual:
        return ByteRange{std::move(value), AllValues().end};
      default:
        break;
    }
    CHECK(predicate.kind == sql::PredicateKind::kBetween);
    ASSIGN_OR_RETURN(const std::string most, Encode(key, predicate.literals.back()));
    return ByteRange{std::move(value), After(most)};
  }

  Result<Condition> BindLike(Condition condition, const PartitionKey& key,
                             const sql::Predicate& predicate, bool is_negated) const {
    if (!IsText(key.type)) {
      return sql::PredicateError(text_, predicate.name.begin,
                                 "LIKE is for text, and " + key.name +
                                     " is a partition key of type " + HiveName(key.type));
    }
    ASSIGN_OR_RETURN(LikePattern pattern, LikePattern::Parse(predicate.literals.front().text));
    const bool are_ranges_enough = pattern.is_exact() || pattern.is_prefix_only();
    ByteRange range = TextsThatBeginWith(pattern.prefix());
    if (pattern.is_exact()) {
      const std::string value = *EncodeLiteral(Type(TypeKind::kString), pattern.prefix());
      range = {value, After(value)};
    }
    if (!is_negated) {
      condition.ranges = {std::move(range)};
    } else if (are_ranges_enough) {
      condition.ranges = Complement({std::move(range)}, AllValues());
    } else {
      condition.ranges = {AllValues()};
    }
    if (!are_ranges_enough) condition.pattern = std::move(pattern);
    condition.is_pattern_negated = is_negated;
    return condition;
  }

  std::string_view text_;
  std::span<const PartitionKey> keys_;
};

bool IsTrue(const Condition& condition, std::string_view encoded) {
  if (!Contains(condition.ranges, encoded)) return false;
  if (!condition.pattern) return true;
  return condition.pattern->Matches(DecodeText(encoded)) != condition.is_pattern_negated;
}

bool IsTrue(const Node& node, std::span<const std::string_view> encoded) {
  const auto is_child_true = [&](const Node& child) { return IsTrue(child, encoded); };
  switch (node.kind) {
    case NodeKind::kCondition:
      return IsTrue(node.condition, encoded[node.condition.key]);
    case NodeKind::kAll:
      return std::ranges::all_of(node.children, is_child_true);
    case NodeKind::kAny:
      return std::ranges::any_of(node.children, is_child_true);
  }
  return false;
}

// Where that key can lie if the node is true; nullopt for anywhere.
std::optional<RangeSet> RangesOf(const Node& node, std::size_t key) {
  if (node.kind == NodeKind::kCondition) {
    if (node.condition.key != key) return std::nullopt;
    return node.condition.ranges;
  }
  std::optional<RangeSet> all;  // within which every child must be true
  std::vector<ByteRange> any;   // within which a child can be true
  for (const Node& child : node.children) {
    std::optional<RangeSet> ranges = RangesOf(child, key);
    if (node.kind == NodeKind::kAny) {
      if (!ranges) return std::nullopt;
      any.insert(any.end(), ranges->begin(), ranges->end());
    } else if (ranges) {
      all = all ? Intersect(*all, *ranges) : *std::move(ranges);
    }
  }
  if (node.kind == NodeKind::kAny) return Unite(std::move(any));
  return all;
}

}  // namespace

struct PartitionFilter::State {
  Node root;
  std::vector<std::optional<RangeSet>> ranges;  // by position of the key
};

PartitionFilter::PartitionFilter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PartitionFilter::~PartitionFilter() = default;
PartitionFilter::PartitionFilter(PartitionFilter&&) noexcept = default;
PartitionFilter& PartitionFilter::operator=(PartitionFilter&&) noexcept = default;

Result<PartitionFilter> PartitionFilter::Parse(std::string_view expression,
                                               std::span<const PartitionKey> keys) {
  const std::size_t characters = CountCodePoints(expression);
  if (characters > kMostCharacters) {
    return InvalidInput("the expression is longer than " + std::to_string(kMostCharacters) +
                        " characters: " + std::to_string(characters));
  }
  auto state = std::make_unique<State>();
  if (!Trim(expression).empty()) {
    ASSIGN_OR_RETURN(const sql::Predicate predicate, sql::ParseHivePredicate(expression));
    ASSIGN_OR_RETURN(state->root, Binder(expression, keys).Bind(predicate, false));
  }
  for (std::size_t key = 0; key < keys.size(); ++key) {
    state->ranges.push_back(RangesOf(state->root, key));
  }
  return PartitionFilter(std::move(state));
}

bool PartitionFilter::Matches(std::span<const std::string_view> encoded) const {
  CHECK(encoded.size() == state_->ranges.size());
  return IsTrue(state_->root, encoded);
}

const std::optional<std::vector<ByteRange>>& PartitionFilter::Ranges(std::size_t key) const {
  CHECK(key < state_->ranges.size());
  return state_->ranges[key];
}

}  // namespace tenon::catalog
