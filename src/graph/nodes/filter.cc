// Filter: the rows for which a condition holds.
//
// Glue turns the condition into a Python lambda over the row, and this kind gives what that lambda
// gives: NULL is None. So an equality compares NULL with NULL as equal, and a negated one lets a
// NULL pass (not (None == 5)). Where Python would fail on None (<, >, <=, >=, REGEX) the row does
// not pass, negated or not. REGEX is re.match: anchored at the start, not at the end. Constants are
// of the type of the field that they are compared with; patterns are RE2's, so they know no
// look-around and no backreference.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "graph/column_path.h"
#include "graph/node.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

struct Operand {
  bool is_constant = false;
  ColumnPath path;       // of a field
  std::string constant;  // as text
};

struct Condition {
  std::string operation;
  std::vector<Operand> operands;
  bool negated = false;
};

// A condition in SQL, and the columns that must not be NULL for it to hold.
struct BoundCondition {
  std::string sql;
  std::vector<ColumnOf> needed;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kComparisons = {
    {{"EQ", "="}, {"LT", "<"}, {"GT", ">"}, {"LTE", "<="}, {"GTE", ">="}}};

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}

bool IsNumberText(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() &&
         text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
}

// "2026-01-31", which must be a day of the calendar.
bool IsDateText(std::string_view text) {
  static const RE2 kPattern(R"((\d{4})-(\d{2})-(\d{2}))");
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), kPattern, &year, &month, &day)) {
    return false;
  }
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
      .ok();
}

// A date, or a date and a time of day: "2026-01-31 08:15:30.5".
bool IsTimestampText(std::string_view text) {
  static const RE2 kTime(R"([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?)");
  const std::string_view time = text.substr(std::min<std::size_t>(text.size(), 10));
  return IsDateText(text.substr(0, 10)) &&
         (time.empty() || RE2::FullMatch(re2::StringPiece(time.data(), time.size()), kTime));
}

// The constant as a literal of the type.
Result<std::string> Literal(const std::string& constant, const Type& type) {
  std::string text(Trim(constant));
  std::string lower = AsciiLower(text);
  switch (type.kind) {
    case TypeKind::kString:
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return SqlString(constant);
    case TypeKind::kBoolean:
      if (lower == "true" || lower == "false") return lower;
      break;
    case TypeKind::kDate:
      if (IsDateText(text)) return "DATE " + SqlString(text);
      break;
    case TypeKind::kTimestamp:
      if (IsTimestampText(text)) return "TIMESTAMP " + SqlString(text);
      break;
    default:
      if (type.kind < TypeKind::kTinyint || type.kind > TypeKind::kDecimal) break;
      if (IsNumberText(text)) return text;
  }
  return InvalidInput("a field of type " + HiveName(type) + " cannot be compared with " + constant);
}

class Filter final : public Node {
 public:
  Filter(bool all, std::vector<Condition> conditions)
      : all_(all), conditions_(std::move(conditions)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Faults faults;
    Select select;
    std::string where;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      Result<BoundCondition> bound = BindCondition(conditions_[i], inputs[0].schema);
      if (!bound) {
        faults.push_back({"Filters", std::move(bound).error().message});
        continue;
      }
      if (i > 0) where += all_ ? " AND " : " OR ";
      where += bound->sql;
      AddNeeded(bound->needed, i == 0, select.needed);
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    for (std::size_t i = 0; i < inputs[0].schema.size(); ++i) {
      select.origins.emplace_back(ColumnOf{0, i});
    }
    select.text = "SELECT " + SelectList(inputs[0].schema) + " FROM " +
                  SqlIdentifier(inputs[0].relation) + " WHERE " + where;
    return Bound{.schema = inputs[0].schema, .part = std::move(select)};
  }

 private:
  // A row needs what every condition needs if all must hold; what each of them needs if one must.
  void AddNeeded(const std::vector<ColumnOf>& more, bool first,
                 std::vector<ColumnOf>& needed) const {
    if (all_ || first) {
      needed.insert(needed.end(), more.begin(), more.end());
    } else {
      std::erase_if(needed, [&](const ColumnOf& column) {
        return std::ranges::find(more, column) == more.end();
      });
    }
  }

  static Result<BoundCondition> BindCondition(const Condition& condition, const Schema& schema) {
    if (condition.operation == "ISNULL") return BindIsNull(condition, schema);
    if (condition.operation == "REGEX") return BindRegex(condition, schema);
    return BindComparison(condition, schema);
  }

  static Result<BoundCondition> BindIsNull(const Condition& condition, const Schema& schema) {
    ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, condition.operands[0].path));
    if (!condition.negated) return BoundCondition{column.sql + " IS NULL", {}};
    return BoundCondition{column.sql + " IS NOT NULL", {{0, column.index}}};
  }

  static Result<BoundCondition> BindRegex(const Condition& condition, const Schema& schema) {
    const std::string& pattern = condition.operands[1].constant;
    ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, condition.operands[0].path));
    if (!IsText(column.type.kind)) {
      return InvalidInput("REGEX needs a text, unlike " + column.name + " of type " +
                          HiveName(column.type) + "; change its type before the filter");
    }
    if (const RE2 compiled(pattern, RE2::Quiet); !compiled.ok()) {
      return InvalidInput("the pattern cannot be used (" + compiled.error() + "): " + pattern);
    }
    const std::string sql =
        "regexp_matches(" + column.sql + ", " + SqlString("^(?:" + pattern + ")") + ")";
    return BoundCondition{(condition.negated ? "NOT " : "") + sql, {{0, column.index}}};
  }

  static Result<BoundCondition> BindComparison(const Condition& condition, const Schema& schema) {
    const Operand& left = condition.operands[0];
    const Operand& right = condition.operands[1];
    const bool with_constant = left.is_constant || right.is_constant;
    const Operand& field = left.is_constant ? right : left;
    ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, field.path));
    BoundCondition bound{"", {{0, column.index}}};
    std::string other;
    if (with_constant) {
      const Operand& constant = left.is_constant ? left : right;
      Result<std::string> literal = Literal(constant.constant, column.type);
      if (!literal) return WithContext(std::move(literal).error(), column.name);
      other = *std::move(literal);
    } else {
      ASSIGN_OR_RETURN(const ResolvedColumn second, Resolve(schema, right.path));
      if (!AreComparable(column.type, second.type)) {
        return InvalidInput(column.name + " (" + HiveName(column.type) +
                            ") cannot be compared with " + second.name + " (" +
                            HiveName(second.type) +
                            "); give both one type by a Change Schema node before the filter");
      }
      other = second.sql;
      bound.needed.push_back({0, second.index});
    }
    const std::string& first = left.is_constant ? other : column.sql;
    const std::string& last = left.is_constant ? column.sql : other;
    if (condition.operation == "EQ" && (condition.negated || !with_constant)) {
      bound.sql =
          first + (condition.negated ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ") + last;
      bound.needed.clear();
      return bound;
    }
    const auto symbol = std::ranges::find(kComparisons, condition.operation,
                                          &std::pair<std::string_view, std::string_view>::first);
    bound.sql = first + ' ' + std::string(symbol->second) + ' ' + last;
    if (condition.negated) bound.sql = "NOT (" + bound.sql + ')';
    return bound;
  }

  const bool all_;
  const std::vector<Condition> conditions_;
};

Result<Operand> ReadOperand(const json::Value& value) {
  ASSIGN_OR_RETURN(const std::string type, json::Reader(value).String("Type"));
  ASSIGN_OR_RETURN(ColumnPath texts, ReadPath(value["Value"], "Value"));
  if (texts.empty()) return InvalidInput("Value must not be empty");
  if (type == "COLUMNEXTRACTED") return Operand{false, std::move(texts), ""};
  if (type == "CONSTANT") return Operand{true, {}, std::move(texts[0])};
  return InvalidInput("Type must be COLUMNEXTRACTED or CONSTANT: " + type);
}

Status CheckOperands(const Condition& condition) {
  const auto& operands = condition.operands;
  const bool unary = condition.operation == "ISNULL";
  const bool known = unary || condition.operation == "REGEX" ||
                     std::ranges::any_of(kComparisons, [&](const auto& comparison) {
                       return comparison.first == condition.operation;
                     });
  if (!known) {
    return InvalidInput("Operation must be EQ, LT, GT, LTE, GTE, REGEX or ISNULL: " +
                        condition.operation);
  }
  if (operands.size() < (unary ? 1U : 2U)) {
    return InvalidInput(condition.operation + " needs " + (unary ? "one value" : "two values"));
  }
  if (unary ? operands[0].is_constant : operands[0].is_constant && operands[1].is_constant) {
    return InvalidInput(condition.operation + " needs a field among its Values");
  }
  if (condition.operation == "REGEX" && (operands[0].is_constant || !operands[1].is_constant)) {
    return InvalidInput("REGEX needs a field and then a constant pattern");
  }
  return {};
}

Result<Condition> ReadCondition(const json::Value& value) {
  Condition condition;
  ASSIGN_OR_RETURN(condition.operation, json::Reader(value).String("Operation"));
  ASSIGN_OR_RETURN(condition.negated, json::Reader(value).BoolOr("Negated", false));
  const json::Array* values = value["Values"].AsArray();
  if (values == nullptr) return InvalidInput("Values must be a list");
  for (const json::Value& element : *values) {
    ASSIGN_OR_RETURN(Operand operand, ReadOperand(element));
    condition.operands.push_back(std::move(operand));
  }
  RETURN_IF_ERROR(CheckOperands(condition));
  return condition;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(const std::string logical, json::Reader(parameters).String("LogicalOperator"));
  if (logical != "AND" && logical != "OR") {
    return InvalidInput("LogicalOperator must be AND or OR: " + logical);
  }
  const json::Array* filters = parameters["Filters"].AsArray();
  if (filters == nullptr || filters->empty()) {
    return InvalidInput("Filters must have at least one condition");
  }
  std::vector<Condition> conditions;
  for (const json::Value& filter : *filters) {
    Result<Condition> condition = ReadCondition(filter);
    if (!condition) return WithContext(std::move(condition).error(), "Filters");
    conditions.push_back(*std::move(condition));
  }
  return std::make_unique<Filter>(logical == "AND", std::move(conditions));
}

}  // namespace

extern constinit const NodeKind kFilter = {
    .name = "Filter",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Filter",
    .documentation =
        "Keeps the rows for which the conditions hold: all of them (AND) or one (OR). A field is "
        "compared with a constant or with another field, matched with a regular expression from "
        "its "
        "start, or tested for NULL. A NULL passes no comparison except a negated equality.",
    .parse = &Parse};

}  // namespace tenon::graph
