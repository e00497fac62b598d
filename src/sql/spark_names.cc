#include "sql/spark_names.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "sql/spark_value.h"

namespace tenon::sql {
namespace {

struct Named {
  std::string_view function;
  std::size_t arguments;  // how many the call has
  std::string_view name;  // $1, $2, ...
};

constexpr auto kNamed = std::to_array<Named>({
    {"approx_percentile", 2, "approx_percentile($1, $2, 10000)"},
    {"array_agg", 1, "collect_list($1)"},
    {"bigint", 1, "$1"},
    {"binary", 1, "$1"},
    {"boolean", 1, "$1"},
    {"curdate", 0, "current_date()"},
    {"date", 1, "$1"},
    {"dateadd", 2, "date_add($1, $2)"},
    {"datepart", 2, "datepart($1 FROM $2)"},
    {"double", 1, "$1"},
    {"extract", 2, "extract($1 FROM $2)"},
    {"first", 2, "first($1)"},
    {"first_value", 2, "first_value($1)"},
    {"float", 1, "$1"},
    {"from_unixtime", 1, "from_unixtime($1, yyyy-MM-dd HH:mm:ss)"},
    {"if", 3, "(IF($1, $2, $3))"},
    {"int", 1, "$1"},
    {"isnotnull", 1, "($1 IS NOT NULL)"},
    {"isnull", 1, "($1 IS NULL)"},
    {"last", 2, "last($1)"},
    {"last_value", 2, "last_value($1)"},
    {"like", 2, "$1 LIKE $2"},
    {"locate", 2, "locate($1, $2, 1)"},
    {"log", 1, "LOG(E(), $1)"},
    {"log", 2, "LOG($1, $2)"},
    {"lpad", 2, "lpad($1, $2,  )"},
    {"ltrim", 2, "TRIM(LEADING $1 FROM $2)"},
    {"ltrim_characters", 2, "TRIM(LEADING $1 FROM $2)"},
    {"mask", 1, "mask($1, X, x, n, NULL)"},
    {"months_between", 2, "months_between($1, $2, true)"},
    {"overlay", 3, "overlay($1, $2, $3, -1)"},
    {"percentile", 2, "percentile($1, $2, 1)"},
    {"percentile_approx", 2, "percentile_approx($1, $2, 10000)"},
    {"position", 2, "locate($1, $2, 1)"},
    {"positive", 1, "(+ $1)"},
    {"random", 0, "rand()"},
    {"random", 1, "rand($1)"},
    {"regexp_extract", 2, "regexp_extract($1, $2, 1)"},
    {"regexp_extract_all", 2, "regexp_extract_all($1, $2, 1)"},
    {"regexp_instr", 2, "regexp_instr($1, $2, 0)"},
    {"regexp_replace", 3, "regexp_replace($1, $2, $3, 1)"},
    {"replace", 2, "replace($1, $2, )"},
    {"rpad", 2, "rpad($1, $2,  )"},
    {"rtrim", 2, "TRIM(TRAILING $1 FROM $2)"},
    {"rtrim_characters", 2, "TRIM(TRAILING $1 FROM $2)"},
    {"smallint", 1, "$1"},
    {"sort_array", 1, "sort_array($1, true)"},
    {"split", 2, "split($1, $2, -1)"},
    {"str_to_map", 1, "str_to_map($1, ,, :)"},
    {"str_to_map", 2, "str_to_map($1, $2, :)"},
    {"string", 1, "$1"},
    {"substr", 2, "substr($1, $2, 2147483647)"},
    {"substring", 2, "substring($1, $2, 2147483647)"},
    {"timestamp", 1, "$1"},
    {"tinyint", 1, "$1"},
    {"trim_characters", 2, "TRIM(BOTH $1 FROM $2)"},
});

// These stand in capitals.
constexpr auto kCapitals = std::to_array<std::string_view>(
    {"acos",  "acosh", "asin", "asinh",       "atan",    "atan2", "atanh",  "cbrt",  "cos",
     "cosh",  "cot",   "csc",  "degrees",     "e",       "exp",   "expm1",  "hypot", "log10",
     "log1p", "log2",  "pi",   "power",       "radians", "sec",   "signum", "sin",   "sinh",
     "sqrt",  "tan",   "tanh", "regexp_like", "regexp",  "rlike", "ceil",   "floor"});

}  // namespace

std::string SparkCallName(std::string_view function, const std::vector<std::string>& arguments,
                          bool is_distinct) {
  const auto named = std::ranges::find_if(kNamed, [&](const Named& known) {
    return known.function == function && known.arguments == arguments.size();
  });
  if (named != kNamed.end()) return FillAggregate(named->name, arguments);
  std::string out(function);
  if (std::ranges::find(kCapitals, function) != kCapitals.end()) {
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  }
  out += is_distinct ? "(DISTINCT " : "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) out += (i == 0 ? "" : ", ") + arguments[i];
  return out + ")";
}

}  // namespace tenon::sql
