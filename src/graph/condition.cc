#include "graph/condition.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "graph/column_fault.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

using Operand = Condition::Operand;

// A condition in SQL, the columns that must not be NULL for it to hold, and all that it looks at.
struct BoundCondition {
  std::string sql;
  std::vector<std::size_t> needed;
  std::vector<std::size_t> columns;
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

Result<BoundCondition> BindIsNull(const Condition& condition, const Schema& schema) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, condition.operands[0].path));
  if (!condition.negated) return BoundCondition{column.sql + " IS NULL", {}, {column.index}};
  return BoundCondition{column.sql + " IS NOT NULL", {column.index}, {column.index}};
}

Result<BoundCondition> BindRegex(const Condition& condition, const Schema& schema) {
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
  return BoundCondition{(condition.negated ? "NOT " : "") + sql, {column.index}, {column.index}};
}

Result<BoundCondition> BindComparison(const Condition& condition, const Schema& schema) {
  const Operand& left = condition.operands[0];
  const Operand& right = condition.operands[1];
  const bool with_constant = left.is_constant || right.is_constant;
  const Operand& field = left.is_constant ? right : left;
  ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, field.path));
  BoundCondition bound{"", {column.index}, {column.index}};
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
    bound.needed.push_back(second.index);
    bound.columns.push_back(second.index);
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

Result<BoundCondition> BindCondition(const Condition& condition, const Schema& schema) {
  if (condition.operation == "ISNULL") return BindIsNull(condition, schema);
  if (condition.operation == "REGEX") return BindRegex(condition, schema);
  return BindComparison(condition, schema);
}

constexpr std::size_t kMostWithCasts = 20;  // of the faults of a node

// The cast without which the condition cannot be put: text for REGEX, one type for two fields.
std::optional<Fix> CastFor(const Condition& condition, const Input& input) {
  const std::vector<Operand>& operands = condition.operands;
  const Operand& last = operands.size() > 1 && !operands[1].is_constant ? operands[1] : operands[0];
  if (last.is_constant || last.path.size() > 1) return std::nullopt;
  const Result<ResolvedColumn> column = Resolve(input.schema, last.path);
  const bool is_regex = condition.operation == "REGEX";
  if (is_regex && !IsText(column->type.kind)) {
    return FixByCasting(0, input.title, input.schema, column->index, TypeKind::kString);
  }
  if (is_regex || operands.size() < 2 || operands[0].is_constant || operands[1].is_constant) {
    return std::nullopt;
  }
  const Result<ResolvedColumn> first = Resolve(input.schema, operands[0].path);
  if (AreComparable(first->type, column->type)) return std::nullopt;
  return FixByCasting(0, input.title, input.schema, column->index, first->type);
}

Fault FaultOf(const Condition& condition, std::string message, const Input& input,
              const std::string& field, const json::Value& parameter, std::size_t before) {
  for (const Operand& operand : condition.operands) {
    if (operand.is_constant || Resolve(input.schema, operand.path)) continue;
    return ColumnFault(field, std::move(message), parameter, input.schema, operand.path,
                       CaseRule::kIgnored, before);
  }
  Fault fault{field, std::move(message)};
  if (before >= kMostWithCasts) return fault;  // each holds every column
  if (std::optional<Fix> cast = CastFor(condition, input)) fault.fixes.push_back(*std::move(cast));
  return fault;
}

Result<Operand> ReadOperand(const json::Value& value) {
  ASSIGN_OR_RETURN(const std::string type, json::Reader(value).String("Type"));
  ASSIGN_OR_RETURN(ColumnPath texts, ReadPath(value["Value"], "Value"));
  if (texts.empty()) return InvalidInput("Value must not be empty");
  if (type == "COLUMNEXTRACTED") return Operand{false, std::move(texts)};
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

}  // namespace

Result<RowCondition> RowCondition::Parse(const json::Value& parameters) {
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
  return RowCondition(logical == "AND", std::move(conditions));
}

std::expected<RowCondition::InSql, Faults> RowCondition::ToSql(const Input& input,
                                                               const std::string& field,
                                                               const json::Value& parameter) const {
  InSql out;
  Faults faults;
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    const Result<BoundCondition> bound = BindCondition(conditions_[i], input.schema);
    if (!bound) {
      faults.push_back(
          FaultOf(conditions_[i], bound.error().message, input, field, parameter, faults.size()));
      continue;
    }
    if (i > 0) out.sql += all_ ? " AND " : " OR ";
    out.sql += bound->sql;
    out.columns.insert(out.columns.end(), bound->columns.begin(), bound->columns.end());
    // A row needs what every condition needs if all must hold; what each of them needs if one must.
    if (all_ || i == 0) {
      out.needed.insert(out.needed.end(), bound->needed.begin(), bound->needed.end());
    } else {
      std::erase_if(out.needed, [&](std::size_t column) {
        return std::ranges::find(bound->needed, column) == bound->needed.end();
      });
    }
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return out;
}

}  // namespace tenon::graph
