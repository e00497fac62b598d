// Every kind of expression but names, arithmetic and calls.

#include <algorithm>

#include "sql/spark_translator.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const Type kBoolean(TypeKind::kBoolean);

}  // namespace

Result<std::vector<SparkValue>> SparkTranslator::Values(
    const std::vector<SparkExpression>& expressions, std::size_t from) {
  std::vector<SparkValue> out;
  for (std::size_t i = from; i < expressions.size(); ++i) {
    ASSIGN_OR_RETURN(SparkValue value, Value(expressions[i]));
    out.push_back(std::move(value));
  }
  return out;
}

Result<SparkValue> SparkTranslator::Value(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(SparkValue value, Written(expression));
  // Some operands stand twice in what is written: nested often enough, they would fill the memory.
  if (value.sql.size() > kSparkLongest || value.name.size() > kSparkLongest) {
    return InvalidInput(At(expression.position) +
                        "this grows too long for the engine; split the query into several");
  }
  return value;
}

Result<SparkValue> SparkTranslator::Written(const SparkExpression& expression) {
  switch (expression.kind) {
    case SparkKind::kNull:
    case SparkKind::kBoolean:
    case SparkKind::kText:
    case SparkKind::kNumber:
    case SparkKind::kBinary:
    case SparkKind::kTyped:
      return Literal(expression);
    case SparkKind::kInterval:
      return Interval(expression);
    case SparkKind::kColumn:
      return Column(expression);
    case SparkKind::kOperator:
    case SparkKind::kCompare:
      return Operator(expression);
    case SparkKind::kIs:
      return Is(expression);
    case SparkKind::kBetween:
      return Between(expression);
    case SparkKind::kIn:
      return InList(expression);
    case SparkKind::kInQuery:
      return InQuery(expression);
    case SparkKind::kLike:
      return Like(expression);
    case SparkKind::kCase:
      return Case(expression);
    case SparkKind::kCast:
      return Cast(expression);
    case SparkKind::kSubscript: {
      ASSIGN_OR_RETURN(const std::vector<SparkValue> parts, Values(expression.operands));
      SparkValue out = Subscript(parts[0], parts[1]);
      out.name = parts[0].name + "[" + parts[1].name + "]";
      out.origins = OriginsOf(parts);
      return out;
    }
    case SparkKind::kField: {
      ASSIGN_OR_RETURN(SparkValue value, Value(expression.operands[0]));
      return FieldOf(std::move(value), expression.names[0], expression.position);
    }
    case SparkKind::kCall:
      return Call(expression);
    case SparkKind::kRow:
      return Row(expression);
    case SparkKind::kNamed:
      return Value(expression.operands[0]);
    case SparkKind::kExists:
    case SparkKind::kSubquery:
      return Subquery(expression);
    case SparkKind::kStar:
      return InvalidInput(At(expression.position) + "* may stand in a select list and in count(*)");
    case SparkKind::kLambda:
      return InvalidInput(At(expression.position) + "a lambda may stand in a function's argument");
  }
  return Internal("no such kind of expression");
}

Result<SparkValue> SparkTranslator::Literal(const SparkExpression& expression) {
  const std::string& text = expression.text;
  switch (expression.kind) {
    case SparkKind::kNull:
      return SparkValue{.sql = "NULL", .name = "NULL", .is_null = true};
    case SparkKind::kBoolean:
      return SparkValue{.sql = text, .type = kBoolean, .name = text, .constant = text};
    case SparkKind::kText:
      return SparkValue{
          .sql = SqlString(text), .type = Type(TypeKind::kString), .name = text, .constant = text};
    case SparkKind::kBinary: {
      std::string bytes;
      for (std::size_t i = 0; i < text.size(); i += 2) bytes += "\\x" + text.substr(i, 2);
      return SparkValue{.sql = "'" + bytes + "'::BLOB",
                        .type = Type(TypeKind::kBinary),
                        .name = "X'" + text + "'",
                        .constant = text};
    }
    case SparkKind::kTyped: {
      SparkValue value{.sql = SqlString(text), .type = Type(TypeKind::kString), .name = text};
      const bool is_date = expression.type->kind == TypeKind::kDate;
      value = Coerced(std::move(value), *expression.type);
      value.name = (is_date ? "DATE '" : "TIMESTAMP '") + text + "'";
      value.constant = text;
      return value;
    }
    default:
      break;
  }
  const Type& type = *expression.type;
  const bool has_point = text.find_first_of(".eE") != std::string::npos;
  // The engine takes the least INT to be the negative of a BIGINT.
  const bool is_plain = (type.kind == TypeKind::kInt && text != "-2147483648") ||
                        (type.kind == TypeKind::kDecimal && has_point &&
                         text.find_first_of("eE") == std::string::npos);
  std::string sql = is_plain ? text : "CAST(" + text + " AS " + DuckDbName(type) + ")";
  if (!is_plain && text.size() > 15) sql = "CAST('" + text + "' AS " + DuckDbName(type) + ")";
  if (text.starts_with('-') && is_plain) sql = "(" + sql + ")";
  return SparkValue{.sql = std::move(sql), .type = type, .name = text, .constant = text};
}

Result<SparkValue> SparkTranslator::Interval(const SparkExpression& expression) {
  SparkValue out{.name = "INTERVAL", .is_interval = true};
  const bool is_text = expression.operands.empty();
  const std::size_t count = is_text ? expression.names.size() / 2 : expression.names.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& unit = expression.names[is_text ? 2 * i + 1 : i];
    std::string amount;
    if (is_text) {
      amount = expression.names[2 * i];
      if (amount.starts_with('+')) amount.erase(0, 1);
      out.name += " '" + amount + "'";
    } else {
      ASSIGN_OR_RETURN(const SparkValue value, Value(expression.operands[i]));
      const bool has_fraction = unit == "SECOND";
      amount = SparkCast(value, Type(has_fraction ? TypeKind::kDouble : TypeKind::kInt));
      out.name += " '" + value.name + "'";
      out.origins.Add(value.origins);
    }
    out.name += " " + unit;
    std::string function = "to_" + AsciiLower(unit) + "s";
    if (unit == "NANOSECOND" || unit == "DAYOFYEAR") {
      return InvalidInput(At(expression.position) + "an interval has no such unit: " + unit);
    }
    out.sql += (i == 0 ? "" : " + ") + function + "(" + amount + ")";
    const bool is_time =
        unit != "YEAR" && unit != "QUARTER" && unit != "MONTH" && unit != "WEEK" && unit != "DAY";
    if (is_time) out.constant = "time";
  }
  if (count > 1) out.sql = "(" + out.sql + ")";
  return out;
}

Result<SparkValue> SparkTranslator::BinaryOperator(const SparkExpression& expression,
                                                   const SparkValue& first,
                                                   const SparkValue& second) const {
  const std::string& symbol = expression.text;
  SparkValue out;
  out.name = "(" + first.name + " " + (symbol == "DIV" ? "div" : symbol) + " " + second.name + ")";
  if (expression.kind == SparkKind::kCompare) {
    const std::string name = out.name;
    out = Compare(symbol, first, second);
    out.name = symbol == "<>" ? "(NOT (" + first.name + " = " + second.name + "))" : name;
    if (symbol.starts_with("IS ")) {
      out.name = "(" + first.name + " <=> " + second.name + ")";
      if (symbol == "IS DISTINCT FROM") out.name = "(NOT " + out.name + ")";
    }
  } else if (symbol == "||") {
    const std::string name = "concat(" + first.name + ", " + second.name + ")";
    const bool is_list = first.Is(TypeKind::kArray) || second.Is(TypeKind::kArray);
    const Type text(TypeKind::kString);
    out = {.sql = "(" + (is_list ? first : Coerced(first, text)).sql + " || " +
                  (is_list ? second : Coerced(second, text)).sql + ")",
           .type = is_list ? CommonType(first.type, second.type) : text,
           .name = name};
  } else if (symbol == "^" || symbol == "&" || symbol == "|") {
    const std::optional<Type> type = CommonType(first.type, second.type);
    const std::string a = type ? SparkCast(first, *type) : first.sql;
    const std::string b = type ? SparkCast(second, *type) : second.sql;
    out.sql = symbol == "^" ? "xor(" + a + ", " + b + ")" : "(" + a + " " + symbol + " " + b + ")";
    out.type = type;
  } else if (symbol == "<<" || symbol == ">>" || symbol == ">>>") {
    return InvalidInput(At(expression.position) +
                        "write shiftleft(a, b), shiftright(a, b) or shiftrightunsigned(a, b) "
                        "instead of " +
                        symbol);
  } else {
    const std::string name = out.name;
    out = Arithmetic(symbol, first, second);
    out.name = name;
    if (out.Is(TypeKind::kDate) || out.Is(TypeKind::kTimestamp)) {
      out.name = first.name + " " + symbol + " " + second.name;
    }
    if (out.Is(TypeKind::kDate) && !first.is_interval && !second.is_interval) {
      out.name =
          (symbol == "+" ? "date_add(" : "date_sub(") + first.name + ", " + second.name + ")";
    }
  }
  return out;
}

Result<SparkValue> SparkTranslator::Operator(const SparkExpression& expression) {
  const std::string& symbol = expression.text;
  ASSIGN_OR_RETURN(const std::vector<SparkValue> parts, Values(expression.operands));
  const SparkValue& first = parts[0];
  SparkValue out;
  if (symbol == "AND" || symbol == "OR") {
    out.type = kBoolean;
    for (const SparkValue& part : parts) {
      out.sql += (out.sql.empty() ? "(" : " " + symbol + " ") + ConditionSql(part);
      out.name =
          out.name.empty() ? part.name : "(" + out.name + " " + symbol + " " + part.name + ")";
    }
    out.sql += ")";
  } else if (parts.size() == 1 && symbol == "NOT") {
    out = BooleanValue("(NOT " + ConditionSql(first) + ")", "(NOT " + first.name + ")", {});
  } else if (parts.size() == 1) {
    const SparkValue number =
        first.type && IsText(*first.type) ? Coerced(first, Type(TypeKind::kDouble)) : first;
    out = {.sql = symbol == "-"   ? Negated(number).sql
                  : symbol == "~" ? "(~" + number.sql + ")"
                                  : number.sql,
           .type = number.type,
           .is_interval = first.is_interval};
    out.name = symbol == "~" ? "~" + first.name : "(" + symbol + " " + first.name + ")";
  } else {
    ASSIGN_OR_RETURN(out, BinaryOperator(expression, first, parts[1]));
  }
  out.origins = OriginsOf(parts);
  return out;
}

Result<SparkValue> SparkTranslator::Case(const SparkExpression& expression) {
  const auto has = [&](std::string_view name) {
    return std::ranges::find(expression.names, name) != expression.names.end();
  };
  ASSIGN_OR_RETURN(std::vector<SparkValue> parts, Values(expression.operands));
  const std::size_t first = has("value") ? 1 : 0;
  std::vector<SparkValue> results;
  for (std::size_t i = first + 1; i < parts.size(); i += 2) results.push_back(parts[i]);
  if (has("else")) results.push_back(parts.back());
  const std::optional<Type> type = CommonType(results);
  const auto result = [&](const SparkValue& value) {
    return type && !value.is_null ? Coerced(value, *type).sql : value.sql;
  };
  std::string sql = "CASE";
  std::string name = "CASE";
  for (std::size_t i = first; i + 1 < parts.size(); i += 2) {
    const SparkValue condition =
        has("value") ? Compare("=", parts[0], parts[i]) : SparkValue{.sql = ConditionSql(parts[i])};
    const std::string written =
        has("value") ? "(" + parts[0].name + " = " + parts[i].name + ")" : parts[i].name;
    sql += " WHEN " + condition.sql + " THEN " + result(parts[i + 1]);
    name += " WHEN " + written + " THEN " + parts[i + 1].name;
  }
  if (has("else")) {
    sql += " ELSE " + result(parts.back());
    name += " ELSE " + parts.back().name;
  }
  return SparkValue{
      .sql = sql + " END", .type = type, .name = name + " END", .origins = OriginsOf(parts)};
}

Result<SparkValue> SparkTranslator::Cast(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(SparkValue value, Value(expression.operands[0]));
  SparkValue out{.sql = SparkCast(value, *expression.type), .type = expression.type};
  out.name = expression.text + "(" + value.name + " AS " + SparkTypeName(*expression.type) + ")";
  // A cast column keeps its name.
  if (expression.operands[0].kind == SparkKind::kColumn) out.name = value.name;
  out.origins = std::move(value.origins);
  return out;
}

Result<SparkValue> SparkTranslator::Subquery(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(const SparkRows rows, Query(*expression.query, scope_));
  SparkValue out{.sql = "(" + rows.sql + ")", .name = "scalarsubquery()"};
  for (const SparkOutput& column : rows.columns) out.origins.Add(column.origins);
  if (expression.kind == SparkKind::kExists) {
    out.sql = "EXISTS " + out.sql;
    out.name = "exists()";
    out.type = kBoolean;
  } else if (rows.columns.size() == 1) {
    out.type = rows.columns[0].type;
  }
  return out;
}

Result<SparkValue> SparkTranslator::Row(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(const std::vector<SparkValue> parts, Values(expression.operands));
  SparkValue out{.type = Type(TypeKind::kStruct), .origins = OriginsOf(parts)};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const SparkExpression& written = expression.operands[i];
    const bool has_name = written.kind == SparkKind::kNamed || written.kind == SparkKind::kColumn;
    const std::string name = has_name ? written.names.back() : "col" + std::to_string(i + 1);
    out.sql += (i == 0 ? "{" : ", ") + SqlString(name) + ": " + parts[i].sql;
    if (out.type && parts[i].type) {
      out.type->fields.push_back({name, *parts[i].type});
    } else {
      out.type = std::nullopt;
    }
  }
  out.sql += "}";
  out.name = "struct(" + JoinedParts(parts, 0, &SparkValue::name) + ")";
  return out;
}

SparkValue SparkTranslator::Subscript(const SparkValue& value, const SparkValue& index) const {
  const bool is_map = value.Is(TypeKind::kMap) || (!value.type && index.Is(TypeKind::kString));
  if (is_map) {
    const SparkValue key =
        value.type ? Coerced(index, value.type->fields[0].type) : SparkValue(index);
    return {.sql = value.sql + "[" + key.sql + "]",
            .type = value.type ? std::optional(value.type->fields[1].type) : std::nullopt};
  }
  // From 0; the engine counts from 1 and takes negative numbers from the end.
  std::string position = FillTemplate("CASE WHEN $1 >= 0 THEN $1 + 1 END", {index.sql});
  const bool is_whole = index.constant && index.Is(TypeKind::kInt) && index.constant->size() < 9 &&
                        !index.constant->starts_with('-');
  if (is_whole) position = std::to_string(std::stol(*index.constant) + 1);
  return {.sql = value.sql + "[" + position + "]",
          .type = value.Is(TypeKind::kArray) ? std::optional(value.type->fields[0].type)
                                             : std::nullopt};
}

}  // namespace tenon::sql
