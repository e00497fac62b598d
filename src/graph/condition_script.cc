#include <algorithm>
#include <array>

#include "graph/condition.h"
#include "graph/script/script.h"
#include "text/utf8.h"

// A condition as Python over a row of a DynamicFrame, where NULL is None.
namespace tenon::graph {
namespace {

using Operand = Condition::Operand;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOperators = {
    {{"EQ", "=="}, {"LT", "<"}, {"GT", ">"}, {"LTE", "<="}, {"GTE", ">="}}};

// The value of a field: row["address"]; of one inside a struct: (row["address"] or {"zip": None})
// ["zip"], since the struct may be None.
Result<std::string> FieldValue(const ColumnPath& path, const Schema& schema) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, path));
  std::string value = "row[" + Python::Text(schema[column.index].name).Print("") + "]";
  Type type = schema[column.index].type;
  for (const std::string& segment : std::span(path).subspan(1)) {
    const auto field = std::ranges::find_if(type.fields, [&](const Field& candidate) {
      return EqualsIgnoringCase(candidate.name, PlainName(segment));
    });
    const std::string name = Python::Text(field->name).Print("");
    std::string inside = "(" + value + " or {";
    inside += name + ": None})[" + name + "]";
    value = std::move(inside);
    type = Type(field->type);
  }
  return value;
}

// "007" -> "7": Python takes no whole number with zeros before it.
std::string NumberLiteral(std::string_view text) {
  const bool is_whole = text.find_first_not_of("-0123456789") == std::string_view::npos;
  if (!is_whole) return std::string(text);
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return (is_negative ? "-" : "") + std::string(text);
}

// datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 8, 15, 30, 500000) of a text that
// RowCondition has found to be one.
std::string MomentLiteral(std::string_view text, bool has_time) {
  std::string out = has_time ? "datetime.datetime(" : "datetime.date(";
  std::string part;
  std::size_t count = 0;
  const auto end_part = [&] {
    if (count == 6) part.resize(6, '0');  // a fraction of a second, in microseconds
    out += (count > 0 ? ", " : "") + NumberLiteral(part);
    part.clear();
    ++count;
  };
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      part += c;
    } else {
      end_part();
    }
  }
  end_part();
  return out + ')';
}

Result<Python> Literal(const std::string& constant, const Type& type, Script& script) {
  const std::string text(Trim(constant));
  switch (type.kind) {
    case TypeKind::kString:
    case TypeKind::kChar:
    case TypeKind::kVarchar:
      return Python::Text(constant);
    case TypeKind::kBoolean:
      return Python::Boolean(AsciiLower(text) == "true");
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
      script.Import("datetime");
      return Python::Code(MomentLiteral(text, type.kind == TypeKind::kTimestamp));
    case TypeKind::kDecimal:
      script.ImportFrom("decimal", {"Decimal"});
      return Python::Code("Decimal(" + Python::Text(text).Print("") + ")");
    default:
      return Python::Code(NumberLiteral(text));
  }
}

// One condition; None is told apart before what fails on it.
Result<Python> OneCondition(const Condition& condition, const Schema& schema, Script& script) {
  const std::vector<Operand>& operands = condition.operands;
  const std::size_t first_field = operands[0].is_constant ? 1 : 0;
  ASSIGN_OR_RETURN(const std::string field, FieldValue(operands[first_field].path, schema));
  if (condition.operation == "ISNULL") {
    return Python::Code(field + (condition.negated ? " is not None" : " is None"));
  }
  if (condition.operation == "REGEX") {
    script.Import("re");
    const std::string match =
        "re.match(" + Python::Text(operands[1].constant).Print("") + ", " + field + ")";
    return Python::AllOf({Python::Code(field + " is not None"),
                          Python::Code((condition.negated ? "not " : "bool(") + match +
                                       (condition.negated ? "" : ")"))});
  }
  Python::List parts;
  std::array<std::string, 2> sides;
  for (std::size_t i = 0; i < 2; ++i) {
    if (operands[i].is_constant) {
      ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, operands[first_field].path));
      ASSIGN_OR_RETURN(const Python literal, Literal(operands[i].constant, column.type, script));
      sides[i] = literal.Print("");
      continue;
    }
    ASSIGN_OR_RETURN(sides[i], FieldValue(operands[i].path, schema));
    if (condition.operation != "EQ") parts.push_back(Python::Code(sides[i] + " is not None"));
  }
  const auto symbol = std::ranges::find(kOperators, condition.operation,
                                        &std::pair<std::string_view, std::string_view>::first);
  std::string compared = sides[0] + ' ' + std::string(symbol->second) + ' ' + sides[1];
  if (condition.negated) compared = "not (" + compared + ')';
  parts.push_back(Python::Code(std::move(compared)));
  return Python::AllOf(std::move(parts));
}

}  // namespace

Result<Python> RowCondition::ToPython(const Schema& schema, Script& script) const {
  Python::List conditions;
  for (const Condition& condition : conditions_) {
    ASSIGN_OR_RETURN(Python python, OneCondition(condition, schema, script));
    conditions.push_back(std::move(python));
  }
  return all_ ? Python::AllOf(std::move(conditions)) : Python::AnyOf(std::move(conditions));
}

}  // namespace tenon::graph
