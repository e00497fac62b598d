// Arithmetic and comparison, by the types of their operands.

#include <algorithm>

#include "sql/spark_translator.h"

namespace tenon::sql {
namespace {

bool IsTime(const SparkValue& value) {
  return value.Is(TypeKind::kDate) || value.Is(TypeKind::kTimestamp);
}

// Spark's rules for the result of decimals, shortened to 38 digits as it does.
Type DecimalResult(std::string_view symbol, const Type& a, const Type& b) {
  int precision = 0;
  int scale = 0;
  if (symbol == "*") {
    scale = a.scale + b.scale;
    precision = a.precision + b.precision + 1;
  } else if (symbol == "/") {
    scale = std::max(6, a.scale + b.precision + 1);
    precision = a.precision - a.scale + b.scale + scale;
  } else if (symbol == "%") {
    scale = std::max(a.scale, b.scale);
    precision = std::min(a.precision - a.scale, b.precision - b.scale) + scale;
  } else {
    scale = std::max(a.scale, b.scale);
    precision = std::max(a.precision - a.scale, b.precision - b.scale) + scale + 1;
  }
  if (precision > 38) {
    const int whole = precision - scale;
    scale = std::max(38 - whole, std::min(scale, 6));
    precision = 38;
  }
  return Type(TypeKind::kDecimal, precision, scale);
}

// A literal is as wide as its digits are many.
Type DecimalOf(const SparkValue& value) {
  if (!value.constant || !value.type || !IsIntegral(*value.type)) return AsDecimal(*value.type);
  const std::size_t digits = value.constant->size() - (value.constant->starts_with('-') ? 1 : 0);
  return Type(TypeKind::kDecimal, std::max(static_cast<int>(digits), 1), 0);
}

SparkValue WithInterval(std::string_view symbol, const SparkValue& a, const SparkValue& b) {
  const std::string sql = "(" + a.sql + " " + std::string(symbol) + " " + b.sql + ")";
  if (a.is_interval && b.is_interval) return {.sql = sql, .is_interval = true};
  if (!IsTime(a) && !IsTime(b)) {
    const bool scales = symbol == "*" || symbol == "/";
    return {.sql = sql, .is_interval = scales};
  }
  const SparkValue& time = IsTime(a) ? a : b;
  // The engine makes a timestamp of a date; Spark does so only for hours and less.
  const SparkValue& interval = IsTime(a) ? b : a;
  const bool stays_date = time.Is(TypeKind::kDate) && interval.constant != "time";
  if (stays_date) return {.sql = "CAST(" + sql + " AS DATE)", .type = Type(TypeKind::kDate)};
  return {.sql = sql, .type = Type(TypeKind::kTimestamp)};
}

SparkValue WithDate(std::string_view symbol, const SparkValue& a, const SparkValue& b) {
  if (IsTime(a) && IsTime(b)) {
    if (a.Is(TypeKind::kDate) && b.Is(TypeKind::kDate)) {
      return {.sql = "to_days(CAST(" + a.sql + " - " + b.sql + " AS INTEGER))",
              .is_interval = true};
    }
    return {.sql = "(CAST(" + a.sql + " AS TIMESTAMP) - CAST(" + b.sql + " AS TIMESTAMP))",
            .is_interval = true};
  }
  const bool is_first = IsTime(a);
  const SparkValue days = Coerced(is_first ? b : a, Type(TypeKind::kInt));
  const SparkValue date = Coerced(is_first ? a : b, Type(TypeKind::kDate));
  return {.sql = "(" + date.sql + " " + std::string(symbol) + " " + days.sql + ")",
          .type = Type(TypeKind::kDate)};
}

// The operands as numbers: text is read as DOUBLE.
SparkValue AsNumber(SparkValue value) {
  if (value.is_null || (value.type && IsText(*value.type))) {
    return Coerced(std::move(value), Type(TypeKind::kDouble));
  }
  return value;
}

SparkValue Divided(const SparkValue& a, const SparkValue& b) {
  const std::string divisor = SparkTranslator::Nonzero(b);
  const bool has_types = a.type && b.type;
  const bool is_decimal = has_types && (a.Is(TypeKind::kDecimal) || b.Is(TypeKind::kDecimal)) &&
                          CommonType(a.type, b.type)->kind == TypeKind::kDecimal;
  if (is_decimal) {
    const Type type = DecimalResult("/", DecimalOf(a), DecimalOf(b));
    return {.sql = "TRY_CAST(" + a.sql + " / " + divisor + " AS " + DuckDbName(type) + ")",
            .type = type};
  }
  if (!has_types) return {.sql = "(" + a.sql + " / " + divisor + ")"};
  const auto as_double = [](const SparkValue& value, const std::string& sql) {
    return value.Is(TypeKind::kDouble) ? sql : "CAST(" + sql + " AS DOUBLE)";
  };
  return {.sql = "(" + as_double(a, a.sql) + " / " + as_double(b, divisor) + ")",
          .type = Type(TypeKind::kDouble)};
}

// An operand of whole numbers; the engine gives literals the narrowest type that holds them.
std::string WholeOperand(const SparkValue& value, const Type& type) {
  const bool is_bare = value.constant && value.Is(type.kind) && !value.sql.starts_with("CAST(");
  if (!is_bare) return SparkCast(value, type);
  return "CAST(" + value.sql + " AS " + DuckDbName(type) + ")";
}

// The engine fails where the least number is divided by -1.
bool MayBeMinusOne(const SparkValue& divisor) {
  return !divisor.constant || divisor.constant == "-1";
}

std::string WholeSql(std::string_view symbol, const std::string& a, const std::string& b,
                     bool divisor_may_be_minus_one, SparkTranslator::Overflow overflow) {
  const bool wraps = overflow == SparkTranslator::Overflow::kWraps;
  if (symbol == "%" && wraps && divisor_may_be_minus_one) {
    return FillTemplate("($1 % CASE WHEN $2 = -1 THEN 1 ELSE $2 END)", {a, b});
  }
  if (symbol == "%" || !wraps) return "(" + a + " " + std::string(symbol) + " " + b + ")";
  const std::string_view name = symbol == "+" ? "add" : symbol == "-" ? "subtract" : "multiply";
  return "tenon_spark_" + std::string(name) + "(" + a + ", " + b + ")";
}

SparkValue Whole(const SparkValue& a, const SparkValue& b) {
  const Type bigint(TypeKind::kBigint);
  const auto is_whole = [](const SparkValue& value) {
    return value.type && (IsIntegral(*value.type) || IsText(*value.type));
  };
  if (!is_whole(a) || !is_whole(b)) {
    return {.sql = "CAST(trunc(" + a.sql + " / " + SparkTranslator::Nonzero(b) + ") AS BIGINT)",
            .type = bigint};
  }
  // The engine answers NULL for 0.
  const bool may_overflow = MayBeMinusOne(b);
  return {.sql = FillTemplate(
              may_overflow ? "CASE WHEN $2 = -1 THEN tenon_spark_negate($1) ELSE "
                             "$1 // $2 END"
                           : "($1 // $2)",
              {WholeOperand(Coerced(a, bigint), bigint), WholeOperand(Coerced(b, bigint), bigint)}),
          .type = bigint};
}

}  // namespace

std::string SparkTranslator::Nonzero(const SparkValue& value) {
  const bool is_literal =
      value.constant && value.constant->find_first_of("123456789") != std::string::npos;
  return is_literal ? value.sql : FillTemplate("nullif($1, 0)", {value.sql});
}

SparkValue SparkTranslator::Negated(SparkValue value) {
  const bool wraps = value.type && IsIntegral(*value.type) && !value.constant;
  value.sql = (wraps ? "tenon_spark_negate(" : "(-") + value.sql + ")";
  return value;
}

SparkValue SparkTranslator::Arithmetic(std::string_view symbol, SparkValue a, SparkValue b,
                                       Overflow overflow) {
  const bool is_additive = symbol == "+" || symbol == "-";
  if (a.is_interval || b.is_interval) return WithInterval(symbol, a, b);
  if (is_additive && (IsTime(a) || IsTime(b))) return WithDate(symbol, a, b);
  if (symbol == "DIV") return Whole(a, b);
  a = AsNumber(std::move(a));
  b = AsNumber(std::move(b));
  if (symbol == "/") return Divided(a, b);
  std::optional<Type> type = CommonType(a.type, b.type);
  if (type && !IsNumber(*type)) type = std::nullopt;
  if (type && symbol == "%" && !IsIntegral(*type)) b.sql = Nonzero(b);
  std::string sql = "(" + a.sql + " " + std::string(symbol) + " " + b.sql + ")";
  if (!type) return {.sql = std::move(sql)};
  if (type->kind == TypeKind::kDecimal) {
    type = DecimalResult(symbol, DecimalOf(a), DecimalOf(b));
    sql = "TRY_CAST(" + sql + " AS " + DuckDbName(*type) + ")";
  } else if (type->kind == TypeKind::kFloat || type->kind == TypeKind::kDouble) {
    if (!a.Is(type->kind) && !b.Is(type->kind)) sql = "CAST(" + sql + " AS DOUBLE)";
  } else {
    sql = WholeSql(symbol, WholeOperand(a, *type), WholeOperand(b, *type), MayBeMinusOne(b),
                   overflow);
  }
  return {.sql = std::move(sql), .type = type};
}

SparkValue SparkTranslator::Compare(std::string_view symbol, SparkValue a, SparkValue b) const {
  if (a.type && b.type && !a.is_null && !b.is_null) {
    if (const std::optional<Type> type = ComparedType(*a.type, *b.type)) {
      // Numbers are compared by the engine as they are; only text must become one.
      if (IsText(*a.type) != IsText(*b.type) || !IsNumber(*a.type) || !IsNumber(*b.type)) {
        a = Coerced(std::move(a), *type);
        b = Coerced(std::move(b), *type);
      }
    }
  }
  const bool is_safe = symbol == "<=>";
  const std::string word = is_safe ? "IS NOT DISTINCT FROM" : std::string(symbol);
  return {.sql = "(" + a.sql + " " + word + " " + b.sql + ")", .type = Type(TypeKind::kBoolean)};
}

}  // namespace tenon::sql
