// Date and time functions, each into a column of its own. A text is read as a timestamp, and is
// NULL if it is none. DataBrew's formats are its own: yyyy-mm-dd HH:MM:SS, so mm is the month and
// MM the minute.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "graph/cast.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kDefaultFormat = "yyyy-mm-dd HH:MM:SS";

using Code = std::pair<std::string_view, std::string_view>;
constexpr std::array<Code, 18> kCodes = {{{"yyyy", "%Y"},
                                          {"yy", "%y"},
                                          {"mmmm", "%B"},
                                          {"mmm", "%b"},
                                          {"mm", "%m"},
                                          {"m", "%-m"},
                                          {"dddd", "%A"},
                                          {"ddd", "%a"},
                                          {"dd", "%d"},
                                          {"d", "%-d"},
                                          {"HH", "%H"},
                                          {"H", "%-H"},
                                          {"hh", "%I"},
                                          {"h", "%-I"},
                                          {"MM", "%M"},
                                          {"SS", "%S"},
                                          {"T", "T"},
                                          {"Z", "Z"}}};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The engine's format; a '%' is itself.
Result<std::string> FormatOf(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (!IsLetter(c)) {
      out += c == '%' ? "%%" : std::string(1, c);
      ++i;
      continue;
    }
    const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
    const std::string_view run = pattern.substr(i, end - i);
    const auto* code = std::ranges::find(kCodes, run, &Code::first);
    if (code == kCodes.end()) {
      return InvalidInput("the part " + std::string(run) +
                          " of the format is not known, write it as in yyyy-mm-dd HH:MM:SS: " +
                          std::string(pattern));
    }
    out += code->second;
    i = end;
  }
  return out;
}

struct DateInput {
  std::string sql;
  std::vector<std::size_t> from;
};

// A column, or a value.
Result<DateInput> ReadDate(const RecipeCall& call, std::string_view column_name,
                           std::string_view value_name) {
  const std::string value = RecipeTextOr(call, value_name, "");
  if (RecipeTextOr(call, column_name, "").empty() && !value.empty()) {
    ASSIGN_OR_RETURN(std::string sql,
                     CastSql(SqlString(value), TypeKind::kString, TypeKind::kTimestamp));
    return DateInput{std::move(sql), {}};
  }
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, column_name));
  ASSIGN_OR_RETURN(std::string sql, CastSql(column.sql, column.type, TypeKind::kTimestamp));
  return DateInput{std::move(sql), {column.index}};
}

Result<Bound> Part(const RecipeCall& call, const Type& type, std::string_view function) {
  ASSIGN_OR_RETURN(DateInput date, ReadDate(call, "sourceColumn", "value"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  return AddColumn(
      call, target, type,
      "CAST(" + std::string(function) + '(' + date.sql + ") AS " + DuckDbName(type) + ')',
      std::move(date.from));
}

Result<Bound> Year(const RecipeCall& call) { return Part(call, TypeKind::kInt, "year"); }
Result<Bound> Quarter(const RecipeCall& call) { return Part(call, TypeKind::kInt, "quarter"); }
Result<Bound> Month(const RecipeCall& call) { return Part(call, TypeKind::kInt, "month"); }
Result<Bound> MonthName(const RecipeCall& call) {
  return Part(call, TypeKind::kString, "monthname");
}
Result<Bound> WeekNumber(const RecipeCall& call) { return Part(call, TypeKind::kInt, "week"); }
Result<Bound> WeekDay(const RecipeCall& call) { return Part(call, TypeKind::kInt, "isodow"); }
Result<Bound> Day(const RecipeCall& call) { return Part(call, TypeKind::kInt, "day"); }
Result<Bound> Hour(const RecipeCall& call) { return Part(call, TypeKind::kInt, "hour"); }
Result<Bound> Minute(const RecipeCall& call) { return Part(call, TypeKind::kInt, "minute"); }
Result<Bound> Second(const RecipeCall& call) { return Part(call, TypeKind::kInt, "second"); }
Result<Bound> UnixTime(const RecipeCall& call) { return Part(call, TypeKind::kBigint, "epoch"); }

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kUnits = {
    {{"YEARS", "year"},
     {"QUARTERS", "quarter"},
     {"MONTHS", "month"},
     {"WEEKS", "week"},
     {"DAYS", "day"},
     {"HOURS", "hour"},
     {"MINUTES", "minute"},
     {"SECONDS", "second"},
     {"MILLISECOND", "millisecond"},
     {"MICROSECONDS", "microsecond"}}};

Result<std::string> UnitOf(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string units, RecipeText(call, "units"));
  const auto* unit = std::ranges::find(kUnits, units, &Code::first);
  if (unit == kUnits.end()) {
    return InvalidInput(
        "units must be YEARS, QUARTERS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, "
        "SECONDS, MILLISECOND or MICROSECONDS: " +
        units);
  }
  return std::string(unit->second);
}

Result<Bound> DateAdd(const RecipeCall& call) {
  ASSIGN_OR_RETURN(DateInput date, ReadDate(call, "sourceColumn", "value"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  ASSIGN_OR_RETURN(const std::string unit, UnitOf(call));
  ASSIGN_OR_RETURN(const std::int64_t count, RecipeWhole(call, "dateAddValue"));
  ASSIGN_OR_RETURN(const std::string format,
                   FormatOf(RecipeTextOr(call, "dateTimeFormat", kDefaultFormat)));
  const std::string number = std::to_string(unit == "quarter" ? count * 3 : count);
  const std::string sum = date.sql + " + INTERVAL (" + number + ") " +
                          (unit == "quarter" ? std::string("month") : unit);
  return AddColumn(call, target, TypeKind::kString,
                   "strftime(" + sum + ", " + SqlString(format) + ")", std::move(date.from));
}

// Whole units from the first to the second.
Result<Bound> DateDiff(const RecipeCall& call) {
  ASSIGN_OR_RETURN(DateInput first, ReadDate(call, "sourceColumn1", "value1"));
  ASSIGN_OR_RETURN(DateInput second, ReadDate(call, "sourceColumn2", "value2"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  ASSIGN_OR_RETURN(const std::string unit, UnitOf(call));
  first.from.insert(first.from.end(), second.from.begin(), second.from.end());
  return AddColumn(call, target, TypeKind::kBigint,
                   "date_sub('" + unit + "', " + first.sql + ", " + second.sql + ")",
                   std::move(first.from));
}

Result<Bound> DateFormat(const RecipeCall& call) {
  ASSIGN_OR_RETURN(DateInput date, ReadDate(call, "sourceColumn", "value"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  ASSIGN_OR_RETURN(const std::string format,
                   FormatOf(RecipeTextOr(call, "dateTimeFormat", kDefaultFormat)));
  return AddColumn(call, target, TypeKind::kString,
                   "strftime(" + date.sql + ", " + SqlString(format) + ")", std::move(date.from));
}

Result<Bound> FormatDate(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string sql, CastSql(column.sql, column.type, TypeKind::kTimestamp));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetDateFormat"));
  ASSIGN_OR_RETURN(const std::string format, FormatOf(target));
  return ReplaceColumn(call, column, TypeKind::kString,
                       "strftime(" + sql + ", " + SqlString(format) + ")");
}

Result<Bound> NowAs(const RecipeCall& call, std::string_view default_format) {
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  ASSIGN_OR_RETURN(const std::string format,
                   FormatOf(RecipeTextOr(call, "dateTimeFormat", default_format)));
  return AddColumn(call, target, TypeKind::kString,
                   "strftime(make_timestamp(epoch_us(now())), " + SqlString(format) + ")", {});
}

Result<Bound> Now(const RecipeCall& call) { return NowAs(call, kDefaultFormat); }
Result<Bound> Today(const RecipeCall& call) { return NowAs(call, "yyyy-mm-dd"); }

constexpr RecipeParameter FormatParameter(std::string_view name, bool required,
                                          std::string_view standard) {
  return {{.name = name,
           .required = required,
           .title = "Format",
           .help = "Of yyyy, yy, mmmm, mmm, mm, dddd, ddd, dd, HH, hh, MM and SS; mm is the month, "
                   "MM the minute.",
           .default_value = standard}};
}
constexpr RecipeParameter kDateOfFunction = ValueOfFunction("value", "Value", ParameterType::kText);
constexpr RecipeParameter kFormat = FormatParameter("dateTimeFormat", false, kDefaultFormat);
constexpr RecipeParameter kUnitOfTime = {
    {.name = "units",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Units",
     .help = "What is counted.",
     .choices = "YEARS|QUARTERS|MONTHS|WEEKS|DAYS|HOURS|MINUTES|SECONDS|MILLISECOND|MICROSECONDS"}};

constexpr RecipeParameter kPart[] = {kColumnOfFunction, kDateOfFunction, kTargetColumn};
constexpr RecipeParameter kAdding[] = {
    kColumnOfFunction,
    kDateOfFunction,
    kUnitOfTime,
    WholeParameter("dateAddValue", "Count", "How many units; below 0 for an earlier date."),
    kTargetColumn,
    kFormat};
constexpr RecipeParameter kDifference[] = {
    kFirstColumnOfFunction,
    ValueOfFunction("value1", "First value", ParameterType::kText),
    kSecondColumnOfFunction,
    ValueOfFunction("value2", "Second value", ParameterType::kText),
    kUnitOfTime,
    kTargetColumn};
constexpr RecipeParameter kFormatting[] = {kColumnOfFunction, kDateOfFunction, kTargetColumn,
                                           kFormat};
constexpr RecipeParameter kRewriting[] = {kSourceColumn,
                                          FormatParameter("targetDateFormat", true, "")};
constexpr RecipeParameter kMoment[] = {kTargetColumn, kFormat};
constexpr RecipeParameter kToday[] = {kTargetColumn,
                                      FormatParameter("dateTimeFormat", false, "yyyy-mm-dd")};

constexpr RecipeOperation kOperations[] = {
    {"YEAR", "Makes a column of the year.", kPart, &Year},
    {"QUARTER", "Makes a column of the quarter of the year, from 1 to 4.", kPart, &Quarter},
    {"MONTH", "Makes a column of the month, from 1 to 12.", kPart, &Month},
    {"MONTH_NAME", "Makes a column of the name of the month.", kPart, &MonthName},
    {"WEEK_NUMBER", "Makes a column of the number of the week.", kPart, &WeekNumber},
    {"WEEK_DAY", "Makes a column of the day of the week, from 1 for Monday to 7.", kPart, &WeekDay},
    {"DAY", "Makes a column of the day of the month.", kPart, &Day},
    {"HOUR", "Makes a column of the hour.", kPart, &Hour},
    {"MINUTE", "Makes a column of the minute.", kPart, &Minute},
    {"SECOND", "Makes a column of the second.", kPart, &Second},
    {"UNIX_TIME", "Makes a column of the seconds since 1970.", kPart, &UnixTime},
    {"DATE_ADD", "Makes a column of a date some time later, or earlier if the count is below 0.",
     kAdding, &DateAdd},
    {"DATE_DIFF", "Makes a column of the whole units of time from the first date to the second.",
     kDifference, &DateDiff},
    {"DATE_FORMAT", "Makes a column of a date as text.", kFormatting, &DateFormat},
    {"FORMAT_DATE", "Writes the dates of a column as text.", kRewriting, &FormatDate},
    {"NOW", "Makes a column of the date and time at which the step is done.", kMoment, &Now},
    {"TODAY", "Makes a column of the date at which the step is done.", kToday, &Today},
};

}  // namespace

std::span<const RecipeOperation> RecipeDateOperations() { return kOperations; }

}  // namespace tenon::graph
