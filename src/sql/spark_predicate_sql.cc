// Conditions: IS, BETWEEN, IN and LIKE.

#include <algorithm>

#include "sql/spark_translator.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
Result<SparkValue> SparkTranslator::Is(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(const SparkValue value, Value(expression.operands[0]));
  const std::string word = expression.negated ? " IS NOT " : " IS ";
  const bool is_null = expression.text == "NULL" || expression.text == "UNKNOWN";
  const std::string& text = is_null ? "NULL" : expression.text;
  const std::string operand = is_null ? value.sql : ConditionSql(value);
  return BooleanValue("(" + operand + word + text + ")", "(" + value.name + word + text + ")",
                      value.origins);
}

Result<SparkValue> SparkTranslator::Between(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(std::vector<SparkValue> parts, Values(expression.operands));
  const std::string name = "between(" + JoinedParts(parts, 0, &SparkValue::name) + ")";
  std::optional<Type> type;
  if (parts[0].type && parts[1].type && parts[2].type) {
    type = ComparedType(*parts[0].type, *parts[1].type);
    if (type) type = ComparedType(*type, *parts[2].type);
  }
  const bool has_text = std::ranges::any_of(
      parts, [](const SparkValue& part) { return part.type && IsText(*part.type); });
  if (type && has_text) {
    for (SparkValue& part : parts) part = Coerced(std::move(part), *type);
  }
  return BooleanValue("(" + parts[0].sql + (expression.negated ? " NOT" : "") + " BETWEEN " +
                          parts[1].sql + " AND " + parts[2].sql + ")",
                      expression.negated ? "(NOT " + name + ")" : name, OriginsOf(parts));
}

Result<SparkValue> SparkTranslator::InList(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(std::vector<SparkValue> parts, Values(expression.operands));
  const std::string name =
      "(" + parts[0].name + " IN (" + JoinedParts(parts, 1, &SparkValue::name) + "))";
  const std::optional<Type> type = CommonType(parts);
  if (type && IsText(*type)) {
    for (SparkValue& part : parts) part = Coerced(std::move(part), *type);
  }
  return BooleanValue("(" + parts[0].sql + (expression.negated ? " NOT IN (" : " IN (") +
                          JoinedParts(parts, 1, &SparkValue::sql) + "))",
                      expression.negated ? "(NOT " + name + ")" : name, OriginsOf(parts));
}

Result<SparkValue> SparkTranslator::InQuery(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(const SparkRows rows, Query(*expression.query, scope_));
  const bool is_row = expression.operands[0].kind == SparkKind::kRow;
  SparkValue value;
  if (is_row) {
    // A row is compared with the query's columns, which the engine takes as a row too.
    ASSIGN_OR_RETURN(const std::vector<SparkValue> parts, Values(expression.operands[0].operands));
    value.sql = "(" + JoinedParts(parts, 0, &SparkValue::sql) + ")";
    value.origins = OriginsOf(parts);
    value.name = "struct(" + JoinedParts(parts, 0, &SparkValue::name) + ")";
  } else {
    ASSIGN_OR_RETURN(value, Value(expression.operands[0]));
  }
  SparkOrigins origins = value.origins;
  for (const SparkOutput& column : rows.columns) origins.Add(column.origins);
  std::string left = value.sql;
  std::string query = rows.sql;
  if (value.type && rows.columns.size() == 1 && rows.columns[0].type) {
    const std::optional<Type> type = CommonType(value.type, rows.columns[0].type);
    if (type && IsText(*type)) {
      left = SparkCast(value, *type);
      SparkValue column{.sql = SqlIdentifier(rows.columns[0].name), .type = rows.columns[0].type};
      query = "SELECT " + SparkCast(column, *type) + " FROM (" + rows.sql + ")";
    }
  }
  return BooleanValue("(" + left + (expression.negated ? " NOT IN (" : " IN (") + query + "))",
                      "(" + value.name + " IN (listquery()))", std::move(origins));
}

Result<SparkValue> SparkTranslator::Like(const SparkExpression& expression) {
  ASSIGN_OR_RETURN(std::vector<SparkValue> parts, Values(expression.operands));
  const Type text(TypeKind::kString);
  for (SparkValue& part : parts) part = Coerced(std::move(part), text);
  const bool is_regular = expression.text == "RLIKE";
  const std::string escape = expression.names.size() > 1 ? expression.names[1] : "\\";
  if (escape.size() != 1) {
    return InvalidInput(At(expression.position) + "ESCAPE takes one character: " + escape);
  }
  std::string sql;
  std::string name;
  const bool is_all = !expression.names.empty() && expression.names[0] == "ALL";
  for (std::size_t i = 1; i < parts.size(); ++i) {
    sql += i == 1 ? "(" : is_all != expression.negated ? " AND " : " OR ";
    const std::string call = is_regular
                                 ? "regexp_matches(" + parts[0].sql + ", " + parts[i].sql + ")"
                                 : parts[0].sql + " " + expression.text + " " + parts[i].sql +
                                       " ESCAPE " + SqlString(escape);
    sql += expression.negated ? "NOT (" + call + ")" : call;
    name = is_regular ? "RLIKE(" + parts[0].name + ", " + parts[i].name + ")"
                      : parts[0].name + " LIKE " + parts[i].name;
    if (expression.text == "ILIKE") {
      name = "ilike(" + parts[0].name + ", " + parts[i].name + ")";
    } else if (!is_regular && escape != "\\") {
      name += " ESCAPE '" + escape + "'";
    }
  }
  // NOT LIKE ANY (a, b) is: not like a, or not like b; NOT LIKE ALL the same with and.
  if (expression.negated && parts.size() > 2) {
    std::string negated;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      negated += i == 1 ? "(" : is_all ? " AND " : " OR ";
      negated += "NOT (" + parts[0].sql + " " + expression.text + " " + parts[i].sql + " ESCAPE " +
                 SqlString(escape) + ")";
    }
    sql = negated;
  }
  if (!expression.names.empty() && !expression.names[0].empty()) {
    name = (expression.negated ? "notlike" : "like") + AsciiLower(expression.names[0]) + "(" +
           parts[0].name + ")";
    return BooleanValue(sql + ")", std::move(name), OriginsOf(parts));
  }
  return BooleanValue(sql + ")", expression.negated ? "(NOT " + name + ")" : name,
                      OriginsOf(parts));
}

}  // namespace tenon::sql
