#include <algorithm>

#include "sql/spark_rewrites.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const Type kDouble(TypeKind::kDouble);
const Type kBigint(TypeKind::kBigint);

Type Decimal(int precision, int scale) {
  return Type(TypeKind::kDecimal, std::min(precision, 38), std::min(scale, 38));
}

std::vector<std::string> Texts(const std::vector<SparkValue>& values) {
  std::vector<std::string> out;
  for (const SparkValue& value : values) out.push_back(value.sql);
  return out;
}

// Fills the template of an aggregate and names it.
Result<SparkValue> Finished(SparkTranslator& translator, const SparkExpression& call,
                            SparkArguments arguments, std::string_view text,
                            std::optional<Type> type) {
  ASSIGN_OR_RETURN(const SparkTranslator::Modifiers modifiers, translator.ModifiersOf(*call.call));
  SparkValue out = std::move(arguments.out);
  out.sql = translator.Aggregate(text, Texts(arguments.values), modifiers);
  out.name += modifiers.name_over;
  out.origins.Add(modifiers.origins);
  out.type = std::move(type);
  return out;
}

bool IsTrue(const SparkValue& value) { return value.constant == "true"; }

}  // namespace

// Whole numbers add up to BIGINT, which sum wraps round; decimals keep their scale, NULL where
// they do not fit; averages of decimals get four digits.
Result<SparkValue> RewriteSum(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue& value = arguments.values[0];
  if (value.is_null || (value.type && IsText(*value.type))) value = Coerced(value, kDouble);
  const bool adds = call.text.ends_with("sum");
  std::optional<Type> type;
  if (value.Is(TypeKind::kDecimal)) {
    type = adds ? Decimal(value.type->precision + 10, value.type->scale)
                : Decimal(value.type->precision + 4, value.type->scale + 4);
  } else if (value.type && IsNumber(*value.type)) {
    type = adds && IsIntegral(*value.type) ? kBigint : kDouble;
  } else if (!adds) {
    type = kDouble;
  }
  std::string text = adds ? "@sum($1)" : "@avg($1)";
  if (type && type->kind == TypeKind::kBigint && call.text == "sum") {
    text = "tenon_spark_long(" + text + ")";
  } else if (type && (adds || type->kind == TypeKind::kDecimal)) {
    text = "TRY_CAST(" + text + " AS " + DuckDbName(*type) + ")";
  }
  return Finished(translator, call, std::move(arguments), text, type);
}

// count(*), count(a), count(a, b): rows in which all are there; and the same with DISTINCT.
Result<SparkValue> RewriteCount(SparkTranslator& translator, const SparkExpression& call) {
  if (call.operands.empty()) return InvalidInput(At(call.position) + "count takes * or columns");
  if (call.operands[0].kind == SparkKind::kStar) {
    SparkArguments none;
    none.out.name = "count(1)";
    return Finished(translator, call, std::move(none), "@count()", kBigint);
  }
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  if (arguments.size() == 1) {
    return Finished(translator, call, std::move(arguments), "@count($1)", kBigint);
  }
  std::string present = "CASE WHEN ";
  for (std::size_t i = 1; i <= arguments.size(); ++i) {
    present += (i == 1 ? "$" : " AND $") + std::to_string(i) + " IS NOT NULL";
  }
  return Finished(translator, call, std::move(arguments),
                  "@count(" + present + " THEN row($*) END)", kBigint);
}

// A set has no order in Spark; DISTINCT says it to the engine.
Result<SparkValue> RewriteCollectSet(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  std::optional<Type> type;
  if (arguments[0].type) type = ArrayOf(*arguments[0].type);
  call.call->is_distinct = true;
  Result<SparkValue> out = Finished(
      translator, call, std::move(arguments),
      call.call->over ? "list_distinct(coalesce(@!list($1), []))" : "coalesce(@!list($1), [])",
      type);
  return out;
}

// first and last, as aggregates and over windows, with or without NULLs.
Result<SparkValue> RewriteFirst(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const bool skips =
      call.call->ignores_nulls.value_or(false) || (arguments.size() > 1 && IsTrue(arguments[1]));
  const bool is_last = call.text.starts_with("last");
  arguments.values.resize(1);
  const std::optional<Type> type = arguments[0].type;
  std::string text = is_last ? "@last($1)" : "@first($1)";
  if (call.call->over) {
    text = std::string(is_last ? "@last_value(" : "@first_value(") + "$1" +
           (skips ? " IGNORE NULLS)" : ")");
  } else if (skips) {
    text = is_last ? "@!last($1)" : "@!first($1)";
  }
  return Finished(translator, call, std::move(arguments), text, type);
}

// lag, lead and nth_value.
Result<SparkValue> RewriteLag(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  if (!call.call->over) {
    return InvalidInput(At(call.position) + call.text + " needs OVER (...)");
  }
  const std::optional<Type> type = arguments[0].type;
  if (arguments.size() > 2 && type) arguments.values[2] = Coerced(arguments[2], *type);
  const std::string text =
      "@" + call.text + "($*" + (call.call->ignores_nulls.value_or(false) ? " IGNORE NULLS)" : ")");
  if (arguments.size() == 1)
    arguments.out.name = call.text + "(" + arguments[0].name + ", 1, NULL)";
  if (arguments.size() == 2 && call.text != "nth_value") {
    arguments.out.name.insert(arguments.out.name.size() - 1, ", NULL");
  }
  return Finished(translator, call, std::move(arguments), text, type);
}

// percentile interpolates; percentile_approx takes a value that is there.
Result<SparkValue> RewritePercentile(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const bool is_exact = call.text == "percentile";
  if (is_exact) arguments.values[0] = Coerced(arguments[0], kDouble);
  const std::optional<Type> element = is_exact ? std::optional(kDouble) : arguments[0].type;
  const bool is_list = arguments[1].Is(TypeKind::kArray);
  std::optional<Type> type = element;
  if (is_list && element) type = ArrayOf(*element);
  arguments.values.resize(2);
  return Finished(translator, call, std::move(arguments),
                  is_exact ? "@quantile_cont($1, $2)" : "@quantile_disc($1, $2)", type);
}

// percentile_cont(0.5) WITHIN GROUP (ORDER BY x).
Result<SparkValue> RewritePercentileWithin(SparkTranslator& translator,
                                           const SparkExpression& call) {
  if (call.call->within_group.size() != 1) {
    return InvalidInput(At(call.position) + call.text +
                        " needs WITHIN GROUP (ORDER BY one column)");
  }
  const SparkSortKey& key = call.call->within_group[0];
  ASSIGN_OR_RETURN(const SparkValue fraction, translator.Value(call.operands[0]));
  ASSIGN_OR_RETURN(SparkValue value, translator.Value(key.value));
  value = Coerced(std::move(value), kDouble);
  SparkTranslator::Modifiers modifiers;
  if (call.call->filter || call.call->over) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + call.text +
                     " takes no FILTER and no OVER here; write "
                     "percentile(x, fraction)",
                 {}};
  }
  const std::string share = key.is_descending ? "1 - " + fraction.sql : fraction.sql;
  SparkValue out{.type = kDouble, .origins = value.origins};
  out.name = call.text + "(" + fraction.name + ") WITHIN GROUP (ORDER BY " + value.name +
             (key.is_descending ? " DESC)" : ")");
  out.sql = (call.text == "percentile_cont" ? "quantile_cont(" : "quantile_disc(") + value.sql +
            ", " + share + ")";
  return out;
}

Result<SparkValue> RewriteGroupingId(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  std::string keys = SqlList(arguments.values);
  if (keys.empty()) {
    for (const std::string& key : translator.scope().group_keys) {
      keys += (keys.empty() ? "" : ", ") + key;
    }
  }
  out.sql = "CAST(grouping(" + keys + ") AS BIGINT)";
  out.type = kBigint;
  return out;
}

}  // namespace tenon::sql
