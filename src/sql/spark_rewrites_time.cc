#include <algorithm>
#include <array>

#include "sql/spark_rewrites.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const Type kTimestamp(TypeKind::kTimestamp);
const Type kInt(TypeKind::kInt);

struct Unit {
  std::string_view name;   // in Spark, in lower case
  std::string_view unit;   // of date_trunc
  bool is_of_day = false;  // trunc has it
};
constexpr std::array<Unit, 16> kUnits = {{{"year", "year", true},
                                          {"yyyy", "year", true},
                                          {"yy", "year", true},
                                          {"quarter", "quarter", true},
                                          {"month", "month", true},
                                          {"mon", "month", true},
                                          {"mm", "month", true},
                                          {"week", "week", true},
                                          {"day", "day"},
                                          {"dd", "day"},
                                          {"hour", "hour"},
                                          {"minute", "minute"},
                                          {"second", "second"},
                                          {"millisecond", "millisecond"},
                                          {"microsecond", "microsecond"},
                                          {"decade", ""}}};

}  // namespace

// trunc(date, unit) and date_trunc(unit, timestamp); NULL for a unit that Spark does not know.
Result<SparkValue> RewriteTrunc(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const bool is_date = call.text == "trunc";
  ASSIGN_OR_RETURN(const std::string written,
                   ConstantOf(arguments, is_date ? 1 : 0, call, "the unit"));
  SparkValue out = std::move(arguments.out);
  out.type = is_date ? Type(TypeKind::kDate) : kTimestamp;
  const SparkValue value = Coerced(arguments[is_date ? 0 : 1], *out.type);
  const std::string type = DuckDbName(*out.type);
  const auto unit = std::ranges::find(kUnits, AsciiLower(written), &Unit::name);
  const bool is_known =
      unit != kUnits.end() && !unit->unit.empty() && (!is_date || unit->is_of_day);
  out.sql = is_known ? "CAST(date_trunc('" + std::string(unit->unit) + "', " + value.sql + ") AS " +
                           type + ")"
                     : "CAST(NULL AS " + type + ")";
  return out;
}

Result<SparkValue> RewriteDatePart(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(std::string field, ConstantOf(arguments, 0, call, "the field"));
  struct Part {
    std::string_view names;  // between blanks
    std::string_view sql;
  };
  constexpr std::array<Part, 12> kParts = {{
      {" year y years yr yrs ", "year($1)"},
      {" yearofweek ", "isoyear($1)"},
      {" quarter qtr ", "quarter($1)"},
      {" month mon mons months ", "month($1)"},
      {" week w weeks ", "week($1)"},
      {" day d days ", "day($1)"},
      {" dayofweek dow ", "dayofweek($1) + 1"},
      {" dayofweek_iso dow_iso ", "isodow($1)"},
      {" doy dayofyear ", "dayofyear($1)"},
      {" hour h hours hr hrs ", "hour($1)"},
      {" minute m min mins minutes ", "minute($1)"},
      {" second s sec secs seconds ", ""},
  }};
  field = AsciiLower(field);
  const auto part = std::ranges::find_if(kParts, [&](const Part& known) {
    return known.names.find(" " + field + " ") != std::string_view::npos;
  });
  if (part == kParts.end()) return InvalidInput(At(call.position) + "no such field: " + field);
  SparkValue out = std::move(arguments.out);
  const std::string value =
      arguments[1].is_interval ? arguments[1].sql : Coerced(arguments[1], kTimestamp).sql;
  if (part->sql.empty()) {
    out.type = Type(TypeKind::kDecimal, 8, 6);
    out.sql = "CAST((microsecond(" + value + ")) / 1000000.0 AS DECIMAL(8, 6))";
    return out;
  }
  out.type = kInt;
  out.sql = "CAST(" + FillTemplate(part->sql, {value}) + " AS INTEGER)";
  return out;
}

Result<SparkValue> RewriteTimestampAdd(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string unit, ConstantOf(arguments, 0, call, "the unit"));
  SparkValue out = std::move(arguments.out);
  out.type = kTimestamp;
  out.sql = "(" + Coerced(arguments[2], kTimestamp).sql + " + to_" + AsciiLower(unit) + "s(" +
            Coerced(arguments[1], kInt).sql + "))";
  return out;
}

// Whole units between, as date_sub of the engine counts.
Result<SparkValue> RewriteTimestampDiff(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string unit, ConstantOf(arguments, 0, call, "the unit"));
  SparkValue out = std::move(arguments.out);
  out.type = Type(TypeKind::kBigint);
  out.sql = "date_sub(" + SqlString(AsciiLower(unit)) + ", " +
            Coerced(arguments[1], kTimestamp).sql + ", " + Coerced(arguments[2], kTimestamp).sql +
            ")";
  return out;
}

Result<SparkValue> RewriteUnixTimestamp(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = Type(TypeKind::kBigint);
  SparkValue moment{.sql = "CAST(now() AS TIMESTAMP)", .type = kTimestamp};
  if (arguments.size() > 0) {
    moment = arguments[0];
    const bool is_time = moment.Is(TypeKind::kDate) || moment.Is(TypeKind::kTimestamp);
    if (is_time) {
      moment = Coerced(std::move(moment), kTimestamp);
    } else {
      const std::string pattern = arguments.size() > 1 ? arguments[1].sql : "'yyyy-MM-dd HH:mm:ss'";
      moment.sql = "tenon_spark_parse(" + Coerced(moment, Type(TypeKind::kString)).sql + ", " +
                   pattern + ")";
    }
  }
  if (arguments.size() < 2) {
    out.name = call.text + "(" +
               (arguments.size() > 0 ? arguments[0].name : "current_timestamp()") +
               ", yyyy-MM-dd HH:mm:ss)";
  }
  out.sql = "date_diff('second', TIMESTAMP '1970-01-01', " + moment.sql + ")";
  return out;
}

}  // namespace tenon::sql
