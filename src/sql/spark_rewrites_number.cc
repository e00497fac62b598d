#include <algorithm>

#include "sql/spark_rewrites.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const Type kDouble(TypeKind::kDouble);
const Type kBigint(TypeKind::kBigint);

Type Decimal(int precision, int scale) {
  return Type(TypeKind::kDecimal, std::clamp(precision, 1, 38), std::clamp(scale, 0, 38));
}

SparkValue AsNumber(const SparkValue& value) {
  const bool is_text = value.type && IsText(*value.type);
  return is_text || value.is_null ? Coerced(value, kDouble) : value;
}

}  // namespace

Result<SparkValue> RewriteArithmetic(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const std::string_view symbol = call.text == "try_add"        ? "+"
                                  : call.text == "try_subtract" ? "-"
                                  : call.text == "try_multiply" ? "*"
                                  : call.text == "try_divide"   ? "/"
                                                                : "%";
  const bool tries = call.text.starts_with("try_");
  SparkValue out = SparkTranslator::Arithmetic(
      symbol, arguments[0], arguments[1],
      tries ? SparkTranslator::Overflow::kFails : SparkTranslator::Overflow::kWraps);
  if (tries) out.sql = "TRY(" + out.sql + ")";
  out.name = arguments.out.name;
  out.origins = arguments.out.origins;
  return out;
}

// The rest that is never negative: ((a % b) + b) % b.
Result<SparkValue> RewritePmod(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = SparkTranslator::Arithmetic("%", arguments[0], arguments[1]);
  const SparkValue divisor = AsNumber(arguments[1]);
  out.sql = FillTemplate("CASE WHEN $1 < 0 THEN ($1 + $2) % nullif($2, 0) ELSE $1 END",
                         {out.sql, divisor.sql});
  if (out.type) out.sql = "CAST(" + out.sql + " AS " + DuckDbName(*out.type) + ")";
  out.name = arguments.out.name;
  out.origins = arguments.out.origins;
  return out;
}

// round goes away from zero at halves, bround to the even neighbour.
Result<SparkValue> RewriteRound(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const SparkValue value = AsNumber(arguments[0]);
  std::string digits = "0";
  if (arguments.size() > 1) {
    ASSIGN_OR_RETURN(digits, ConstantOf(arguments, 1, call, "the number of digits"));
  }
  if (digits.size() > 4) return InvalidInput(At(call.position) + "too many digits: " + digits);
  SparkValue out = std::move(arguments.out);
  if (arguments.size() == 1) out.name.insert(out.name.size() - 1, ", 0");
  out.type = value.type;
  const bool to_even = call.text == "bround";
  const std::string function = to_even ? "round_even(" : "round(";
  out.sql = function + value.sql + ", " + digits + ")";
  if (value.Is(TypeKind::kDecimal)) {
    const int places = std::stoi(digits);
    const int scale = std::clamp(places, 0, value.type->scale);
    out.type = Decimal(
        value.type->precision - value.type->scale + scale + (places < value.type->scale ? 1 : 0),
        scale);
    out.sql = "CAST(" + out.sql + " AS " + DuckDbName(*out.type) + ")";
  } else if (out.type) {
    out.sql = "CAST(" + out.sql + " AS " + DuckDbName(*out.type) + ")";
  }
  return out;
}

// ceil, ceiling and floor are whole numbers in Spark.
Result<SparkValue> RewriteCeil(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const SparkValue value = AsNumber(arguments[0]);
  SparkValue out = std::move(arguments.out);
  out.sql = (call.text == "floor" ? "floor(" : "ceil(") + value.sql + ")";
  out.type = kBigint;
  if (value.Is(TypeKind::kDecimal)) {
    out.type = Decimal(value.type->precision - value.type->scale + 1, 0);
  }
  out.sql = "TRY_CAST(" + out.sql + " AS " + DuckDbName(*out.type) + ")";
  return out;
}

// negative and abs, which of the least number of a type are that number.
Result<SparkValue> RewriteNegative(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const SparkValue value = AsNumber(arguments[0]);
  SparkValue out = std::move(arguments.out);
  out.type = value.type;
  out.is_interval = value.is_interval;
  if (call.text == "negative") {
    out.sql = SparkTranslator::Negated(value).sql;
  } else if (value.type && IsIntegral(*value.type) && !value.constant) {
    out.sql = FillTemplate("CASE WHEN $1 < 0 THEN tenon_spark_negate($1) ELSE $1 END", {value.sql});
  } else {
    out.sql = "abs(" + value.sql + ")";
  }
  return out;
}

Result<SparkValue> RewriteFloat(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = Coerced(arguments[0], Type(TypeKind::kFloat));
  out.name = arguments.out.name;
  return out;
}

Result<SparkValue> RewriteNarrow(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = Coerced(arguments[0],
                           Type(call.text == "tinyint" ? TypeKind::kTinyint : TypeKind::kSmallint));
  out.name = arguments.out.name;
  return out;
}

Result<SparkValue> RewriteTypeof(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = Type(TypeKind::kString);
  if (!arguments[0].type) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + "typeof: the type is not known here; cast the value",
                 {}};
  }
  out.sql = "'" + HiveName(*arguments[0].type) + "'";
  return out;
}

}  // namespace tenon::sql
