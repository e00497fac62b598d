// Calls: the row of the tables that fits, its casts and its text.

#include <algorithm>
#include <limits>
#include <map>

#include "sql/spark_functions.h"
#include "sql/spark_names.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

using Rows = std::vector<const SparkFunction*>;

const std::map<std::string_view, Rows>& Registry() {
  static const std::map<std::string_view, Rows> registry = [] {
    std::map<std::string_view, Rows> out;
    for (const SparkFunction* function : AllSparkFunctions())
      out[function->name].push_back(function);
    return out;
  }();
  return registry;
}

std::optional<Type> TypeOfLetter(char letter) {
  switch (letter) {
    case 's':
      return Type(TypeKind::kString);
    case 't':
      return Type(TypeKind::kTinyint);
    case 'i':
      return Type(TypeKind::kInt);
    case 'l':
      return Type(TypeKind::kBigint);
    case 'd':
      return Type(TypeKind::kDouble);
    case 'b':
      return Type(TypeKind::kBoolean);
    case 'D':
      return Type(TypeKind::kDate);
    case 'T':
      return Type(TypeKind::kTimestamp);
    case 'y':
      return Type(TypeKind::kBinary);
    default:
      return std::nullopt;
  }
}

std::string_view ArgumentLetters(const SparkFunction& function) {
  return function.types.substr(0, function.types.find('>'));
}

char LetterOf(std::string_view letters, std::size_t index) {
  const bool repeats = letters.ends_with('*');
  if (repeats) letters.remove_suffix(1);
  if (index < letters.size()) return letters[index];
  return repeats && !letters.empty() ? letters.back() : '.';
}

// The result's type by its letters; see spark_functions.h.
std::optional<Type> ResultType(std::string_view letters, const std::vector<SparkValue>& arguments,
                               const std::optional<Type>& common) {
  if (letters.empty()) return std::nullopt;
  const char c = letters[0];
  if (c >= '1' && c <= '9') {
    const auto index = static_cast<std::size_t>(c - '1');
    return index < arguments.size() ? arguments[index].type : std::nullopt;
  }
  if (c == 'u') return common;
  if (c == 'A') {
    const std::optional<Type> element = ResultType(letters.substr(1), arguments, common);
    return element ? std::optional(ArrayOf(*element)) : std::nullopt;
  }
  if (c == 'e' || c == 'k' || c == 'v') {
    const std::optional<Type> of = ResultType(letters.substr(1), arguments, common);
    const std::size_t field = c == 'v' ? 1 : 0;
    const TypeKind kind = c == 'e' ? TypeKind::kArray : TypeKind::kMap;
    if (!of || of->kind != kind) return std::nullopt;
    return of->fields[field].type;
  }
  return TypeOfLetter(c);
}

SparkValue AsLetter(SparkValue value, char letter, const std::optional<Type>& common) {
  if (letter == 'u') return common && !value.is_null ? Coerced(std::move(value), *common) : value;
  if (letter == 'n') {
    const bool is_text = value.type && IsText(*value.type);
    return is_text || value.is_null ? Coerced(std::move(value), Type(TypeKind::kDouble)) : value;
  }
  const std::optional<Type> type = TypeOfLetter(letter);
  if (!type) return value;
  if (letter == 'y' && !value.type) return value;
  return Coerced(std::move(value), *type);
}

bool IsTemplate(std::string_view sql) { return sql.find('$') != std::string_view::npos; }

// Where the parenthesis at `open` closes, in a template (no text in it has a lone parenthesis).
std::size_t Closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return text.size() - 1;
}

std::string NameOfCall(const SparkExpression& call, const std::vector<SparkValue>& arguments) {
  std::vector<std::string> names;
  for (const SparkValue& argument : arguments) names.push_back(argument.name);
  return SparkCallName(call.text, names, call.call && call.call->is_distinct);
}

Error WrongCount(const SparkExpression& call, const Rows& rows) {
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::size_t most = 0;
  for (const SparkFunction* row : rows) {
    least = std::min(least, ArityOf(*row).least);
    most = std::max(most, ArityOf(*row).most);
  }
  std::string takes = std::to_string(least);
  if (most == std::numeric_limits<std::size_t>::max()) {
    takes += " or more";
  } else if (most != least) {
    takes += " to " + std::to_string(most);
  }
  return InvalidInput(At(call.position) + "function " + call.text + " takes " + takes +
                      " arguments: " + std::to_string(call.operands.size()));
}

// The row that fits the call, or why there is none.
Result<const SparkFunction*> FunctionOf(const SparkExpression& call) {
  const auto found = Registry().find(call.text);
  if (found == Registry().end()) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + "function " + call.text +
                     " of Spark is not available here; write it with other functions or run the "
                     "job on Spark",
                 {}};
  }
  const Rows& rows = found->second;
  const auto fits = [&](const SparkFunction* row) {
    const SparkArity arity = ArityOf(*row);
    return call.operands.size() >= arity.least && call.operands.size() <= arity.most;
  };
  const auto row = std::ranges::find_if(rows, fits);
  if (row == rows.end()) return WrongCount(call, rows);
  const SparkFunction& function = **row;
  if (function.sql.starts_with('!')) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) + "function " + call.text + " of Spark is not available here; " +
                     std::string(function.sql.substr(1)),
                 {}};
  }
  return &function;
}

}  // namespace

SparkArity ArityOf(const SparkFunction& function) {
  std::string_view letters = ArgumentLetters(function);
  const bool repeats = letters.ends_with('*');
  if (repeats) letters.remove_suffix(1);
  return {repeats ? letters.size() - 1 : letters.size(),
          repeats ? std::numeric_limits<std::size_t>::max() : letters.size()};
}

std::vector<const SparkFunction*> AllSparkFunctions() {
  std::vector<const SparkFunction*> out;
  for (const std::span<const SparkFunction> table :
       {SparkTextFunctions(), SparkNumberFunctions(), SparkTimeFunctions(),
        SparkCollectionFunctions(), SparkJsonFunctions(), SparkAggregateFunctions(),
        SparkRefusedFunctions()}) {
    for (const SparkFunction& function : table) out.push_back(&function);
  }
  return out;
}

Result<SparkTranslator::Modifiers> SparkTranslator::ModifiersOf(const SparkCall& call) {
  Modifiers out;
  if (call.is_distinct) out.distinct = "DISTINCT ";
  if (!call.within_group.empty()) {
    ASSIGN_OR_RETURN(const std::string keys, SortKeys(call.within_group, nullptr, &out.origins));
    out.inside = " ORDER BY " + keys;
  }
  out.filter = pivot_filter_;
  if (call.filter) {
    ASSIGN_OR_RETURN(const SparkValue condition, Value(*call.filter));
    deciding_.Add(condition.origins);
    out.filter += (out.filter.empty() ? "" : " AND ") + condition.sql;
    out.name_over = " FILTER (WHERE " + condition.name + ")";
  }
  if (call.over) {
    std::string name;
    ASSIGN_OR_RETURN(const std::string window, Window(*call.over, name, deciding_));
    out.over = " OVER " + window;
    out.name_over += " OVER " + name;
  }
  return out;
}

std::string SparkTranslator::Aggregate(std::string_view text,
                                       const std::vector<std::string>& arguments,
                                       const Modifiers& modifiers) const {
  std::vector<std::string> all = arguments;
  const std::size_t first = arguments.size() + 1;
  const std::string filter = modifiers.filter.empty() ? "" : " AND (" + modifiers.filter + ")";
  const std::string not_null =
      arguments.empty() ? "" : " FILTER (WHERE " + arguments[0] + " IS NOT NULL" + filter + ")";
  all.push_back(modifiers.distinct);
  all.push_back(modifiers.inside);
  all.push_back((modifiers.filter.empty() ? "" : " FILTER (WHERE " + modifiers.filter + ")") +
                modifiers.over);
  all.push_back(not_null + modifiers.over);
  const auto mark = [&](std::size_t offset) { return "$" + std::to_string(first + offset); };
  std::string sql(text);
  if (const std::size_t star = sql.find("$*"); star != std::string::npos) {
    std::string list;
    for (std::size_t i = 1; i < first; ++i) list += (i == 1 ? "$" : ", $") + std::to_string(i);
    sql.replace(star, 2, list);
  }
  for (std::size_t at = sql.find('@'); at != std::string::npos; at = sql.find('@', at)) {
    const bool skips = sql.compare(at, 2, "@!") == 0;
    sql.erase(at, skips ? 2 : 1);
    const std::size_t open = sql.find('(', at);
    const std::size_t close = Closing(sql, open);
    sql.insert(close + 1, mark(skips ? 3 : 2));
    sql.insert(close, mark(1));
    sql.insert(open + 1, mark(0));
  }
  return FillAggregate(sql, all);
}

Result<SparkValue> SparkTranslator::Call(const SparkExpression& call) {
  if (IsGenerator(call.text)) {
    return InvalidInput(At(call.position) + call.text +
                        " may stand alone in the select list or in LATERAL VIEW");
  }
  ASSIGN_OR_RETURN(const SparkFunction* const row, FunctionOf(call));
  const SparkFunction& function = *row;
  if (function.rewrite != nullptr) {
    ASSIGN_OR_RETURN(SparkValue value, function.rewrite(*this, call));
    return value;
  }
  ASSIGN_OR_RETURN(std::vector<SparkValue> arguments, Values(call.operands));
  SparkValue out{.name = NameOfCall(call, arguments)};
  const std::string_view letters = ArgumentLetters(function);
  std::vector<SparkValue> united;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    out.origins.Add(arguments[i].origins);
    if (LetterOf(letters, i) == 'u') united.push_back(arguments[i]);
  }
  const std::optional<Type> common = CommonType(united);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    arguments[i] = AsLetter(std::move(arguments[i]), LetterOf(letters, i), common);
    texts.push_back(arguments[i].sql);
  }
  const std::size_t arrow = function.types.find('>');
  if (arrow != std::string_view::npos) {
    out.type = ResultType(function.types.substr(arrow + 1), arguments, common);
  }
  const bool aggregates = function.sql.find('@') != std::string_view::npos;
  if (call.call != nullptr && !aggregates && (call.call->over || call.call->filter)) {
    return InvalidInput(At(call.position) + call.text + " is no aggregate or window function");
  }
  if (aggregates) {
    ASSIGN_OR_RETURN(const Modifiers modifiers, ModifiersOf(*call.call));
    out.sql = Aggregate(function.sql, texts, modifiers);
    out.name += modifiers.name_over;
    out.origins.Add(modifiers.origins);
  } else if (IsTemplate(function.sql)) {
    out.sql = FillTemplate(function.sql, texts);
  } else if (function.sql.ends_with(')')) {
    out.sql = function.sql;
  } else {
    const std::string name(function.sql.empty() ? function.name : function.sql);
    out.sql = FillTemplate(name + "($*)", texts);
  }
  return out;
}

}  // namespace tenon::sql
