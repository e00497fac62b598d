#include <algorithm>
#include <cctype>

#include "sql/spark_names.h"
#include "sql/spark_rewrites.h"
#include "text/quote.h"
#include "text/regular_expression.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const Type kText(TypeKind::kString);

SparkValue AsText(const SparkValue& value) { return Coerced(value, kText); }

// What cuts `text` wherever the expression `pattern` matches.
std::string SplitSql(const std::string& text, const std::string& pattern) {
  const std::optional<std::string> literal = LiteralOf(pattern);
  return (literal ? "string_split(" : "string_split_regex(") + text + ", " +
         SqlString(literal.value_or(pattern)) + ")";
}

}  // namespace

Result<SparkArguments> ArgumentsOf(SparkTranslator& translator, const SparkExpression& call) {
  SparkArguments out;
  ASSIGN_OR_RETURN(out.values, translator.Values(call.operands));
  std::vector<std::string> names;
  for (const SparkValue& value : out.values) {
    names.push_back(value.name);
    out.out.origins.Add(value.origins);
  }
  out.out.name = SparkCallName(call.text, names, call.call && call.call->is_distinct);
  return out;
}

std::string SqlList(const std::vector<SparkValue>& values, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < values.size(); ++i) out += (i == from ? "" : ", ") + values[i].sql;
  return out;
}

Result<std::string> ConstantOf(const SparkArguments& arguments, std::size_t index,
                               const SparkExpression& call, std::string_view what) {
  if (arguments[index].constant) return *arguments[index].constant;
  return Error{
      ErrorKind::kUnsupported,
      At(call.position) + call.text + " needs " + std::string(what) + " written as a constant here",
      {}};
}

Result<SparkValue> RewriteConcat(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  if (arguments.size() == 0) return SparkValue{.sql = "''", .type = kText, .name = "concat()"};
  SparkValue out = std::move(arguments.out);
  const bool is_list = std::ranges::any_of(
      arguments.values, [](const SparkValue& value) { return value.Is(TypeKind::kArray); });
  out.type = is_list ? CommonType(arguments.values) : std::optional(kText);
  for (const SparkValue& value : arguments.values) {
    const std::string part = is_list && out.type ? Coerced(value, *out.type).sql
                             : is_list           ? value.sql
                                                 : AsText(value).sql;
    out.sql += (out.sql.empty() ? "(" : " || ") + part;
  }
  out.sql += ")";
  return out;
}

Result<SparkValue> RewriteConcatWs(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  const bool has_list =
      std::any_of(arguments.values.begin() + 1, arguments.values.end(),
                  [](const SparkValue& value) { return value.Is(TypeKind::kArray); });
  const std::string separator = AsText(arguments[0]).sql;
  if (arguments.size() == 1) {
    out.sql = "CASE WHEN " + separator + " IS NOT NULL THEN '' END";
  } else if (!has_list) {
    for (std::size_t i = 1; i < arguments.size(); ++i) out.sql += ", " + AsText(arguments[i]).sql;
    out.sql = "concat_ws(" + separator + out.sql + ")";
  } else {
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      const bool is_list = arguments[i].Is(TypeKind::kArray);
      out.sql += i == 1 ? "" : ", ";
      out.sql += is_list ? "coalesce(" + SparkCast(arguments[i], ArrayOf(kText)) + ", [])"
                         : "[" + AsText(arguments[i]).sql + "]";
    }
    out.sql = "array_to_string(list_filter(list_concat(" + out.sql +
              "), lambda \"item\": \"item\" IS NOT NULL), " + separator + ")";
  }
  return out;
}

Result<SparkValue> RewriteDecode(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  if (arguments.size() == 2) {
    out.sql = "TRY(decode(" + Coerced(arguments[0], Type(TypeKind::kBinary)).sql + "))";
    out.type = kText;
    return out;
  }
  std::vector<SparkValue> results;
  for (std::size_t i = 2; i < arguments.size(); i += 2) results.push_back(arguments[i]);
  const bool has_default = arguments.size() % 2 == 0;
  if (has_default) results.push_back(arguments.values.back());
  out.type = CommonType(results);
  const auto result = [&](const SparkValue& value) {
    return out.type ? Coerced(value, *out.type).sql : value.sql;
  };
  out.sql = "CASE";
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    out.sql += " WHEN " + translator.Compare("<=>", arguments[0], arguments[i]).sql + " THEN " +
               result(arguments[i + 1]);
  }
  if (has_default) out.sql += " ELSE " + result(arguments.values.back());
  out.sql += " END";
  return out;
}

// %s, %d, %f and their like; flags and widths as C knows them too.
Result<SparkValue> RewritePrintf(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string format, ConstantOf(arguments, 0, call, "the format"));
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  std::string text;
  std::size_t next = 1;
  for (std::size_t i = 0; i < format.size(); ++i) {
    text += format[i];
    if (format[i] != '%') continue;
    std::string flags;
    while (++i < format.size() && (std::isdigit(static_cast<unsigned char>(format[i])) != 0 ||
                                   format[i] == '.' || format[i] == '-' || format[i] == '+')) {
      flags += format[i];
    }
    const char letter = i < format.size() ? format[i] : '\0';
    if (letter == '%') {
      text += '%';
      continue;
    }
    if (letter == 'n') {
      text.back() = '\n';
      continue;
    }
    constexpr std::string_view kLetters = "sdfexX";
    if (kLetters.find(letter) == std::string_view::npos || next >= arguments.size()) {
      return Error{ErrorKind::kUnsupported,
                   At(call.position) + "the format has what is not available here, or too few " +
                       "arguments: %" + flags + letter,
                   {}};
    }
    const SparkValue& value = arguments[next++];
    const Type type = letter == 's'                    ? kText
                      : letter == 'f' || letter == 'e' ? Type(TypeKind::kDouble)
                                                       : Type(TypeKind::kBigint);
    out.sql += ", " + (letter == 's' ? "coalesce(" + Coerced(value, type).sql + ", 'null')"
                                     : Coerced(value, type).sql);
    text += flags + letter;
  }
  out.sql = "printf(" + SqlString(text) + out.sql + ")";
  return out;
}

Result<SparkValue> RewriteHex(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const SparkValue& value = arguments[0];
  const bool is_number = value.type && IsNumber(*value.type);
  out.sql = "hex(" + (is_number ? Coerced(value, Type(TypeKind::kBigint)).sql : value.sql) + ")";
  out.type = kText;
  return out;
}

Result<SparkValue> RewriteLength(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.sql = arguments[0].Is(TypeKind::kBinary)
                ? "CAST(octet_length(" + arguments[0].sql + ") AS INTEGER)"
                : "CAST(length(" + AsText(arguments[0]).sql + ") AS INTEGER)";
  out.type = Type(TypeKind::kInt);
  return out;
}

// Groups are $1 to Java and \1 to the engine.
Result<SparkValue> RewriteRegexpReplace(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  std::string replacement = R"(regexp_replace(regexp_replace()" + AsText(arguments[2]).sql +
                            R"(, '\\', '\\\\', 'g'), '\$(\d)', '\\\1', 'g'))";
  if (arguments[2].constant) {
    std::string text;
    const std::string& java = *arguments[2].constant;
    for (std::size_t i = 0; i < java.size(); ++i) {
      if (java[i] == '\\' && i + 1 < java.size()) {
        ++i;
        text += java[i] == '\\' ? "\\\\" : std::string(1, java[i]);
      } else if (java[i] == '$' && i + 1 < java.size() &&
                 std::isdigit(static_cast<unsigned char>(java[i + 1])) != 0) {
        text += '\\';
      } else {
        text += java[i];
      }
    }
    replacement = SqlString(text);
  }
  out.sql = "regexp_replace(" + AsText(arguments[0]).sql + ", " + AsText(arguments[1]).sql + ", " +
            replacement + ", 'g')";
  return out;
}

Result<SparkValue> RewriteReverse(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  const bool is_list = arguments[0].Is(TypeKind::kArray);
  out.type = is_list ? arguments[0].type : std::optional(kText);
  out.sql = is_list ? "list_reverse(" + arguments[0].sql + ")"
                    : "reverse(" + AsText(arguments[0]).sql + ")";
  return out;
}

Result<SparkValue> RewriteSha2(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  ASSIGN_OR_RETURN(const std::string bits, ConstantOf(arguments, 1, call, "the number of bits"));
  if (bits != "0" && bits != "256") {
    return Error{
        ErrorKind::kUnsupported, At(call.position) + "sha2 has 256 bits here: " + bits, {}};
  }
  SparkValue out = std::move(arguments.out);
  out.sql = "sha256(" + arguments[0].sql + ")";
  out.type = kText;
  return out;
}

// With a limit, the first separators become a character that no text holds.
Result<SparkValue> RewriteSplit(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = ArrayOf(kText);
  const std::string text = AsText(arguments[0]).sql;
  if (arguments.size() == 2) {
    const std::optional<std::string>& constant = arguments[1].constant;
    out.sql = constant ? SplitSql(text, *constant)
                       : "string_split_regex(" + text + ", " + AsText(arguments[1]).sql + ")";
    return out;
  }
  ASSIGN_OR_RETURN(const std::string pattern, ConstantOf(arguments, 1, call, "the pattern"));
  ASSIGN_OR_RETURN(const std::string limit, ConstantOf(arguments, 2, call, "the limit"));
  const std::string expression = SqlString(pattern);
  if (limit.starts_with('-') || limit == "0") {
    out.sql = SplitSql(text, pattern);
    return out;
  }
  // A pattern that could match the mark itself would split twice.
  const bool is_open =
      pattern.find("[^") != std::string::npos || pattern.find("\\D") != std::string::npos ||
      pattern.find("\\W") != std::string::npos || pattern.find("\\S") != std::string::npos ||
      (pattern.find('.') != std::string::npos && pattern.find("\\.") == std::string::npos);
  if (is_open || limit.size() > 2) {
    return Error{ErrorKind::kUnsupported,
                 At(call.position) +
                     "split with a limit above 99, or with a pattern that matches "
                     "any character, is not available here: " +
                     pattern,
                 {}};
  }
  out.sql = text;
  for (int i = 1; i < std::stoi(limit); ++i) {
    out.sql = "regexp_replace(" + out.sql + ", " + expression + ", chr(1))";
  }
  out.sql = "string_split(" + out.sql + ", chr(1))";
  return out;
}

// Places count from 1, 0 is 1 too, negative ones count from the end.
Result<SparkValue> RewriteSubstring(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  SparkValue out = std::move(arguments.out);
  out.type = kText;
  std::vector<std::string> texts = {AsText(arguments[0]).sql};
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    texts.push_back(Coerced(arguments[i], Type(TypeKind::kInt)).sql);
  }
  const std::string first = arguments[1].constant.value_or("-");
  const bool is_plain = !first.starts_with('-') && first != "0" && first.size() < 10;
  if (arguments.size() == 2) {
    out.sql = FillTemplate(is_plain ? "substring($1, $2)"
                                    : "CASE WHEN $2 > 0 THEN substring($1, $2) WHEN $2 = 0 THEN $1 "
                                      "WHEN $2 < 0 THEN substring($1, greatest(length($1) + $2 + "
                                      "1, 1)) END",
                           texts);
    return out;
  }
  // A start before the text uses up length there.
  out.sql = FillTemplate(
      is_plain ? "substring($1, $2, greatest($3, 0))"
               : "CASE WHEN $2 >= 0 THEN substring($1, greatest($2, 1), "
                 "greatest($3, 0)) WHEN $2 < 0 THEN substring($1, greatest(length($1) + $2 "
                 "+ 1, 1), greatest($3 + least(length($1) + $2, 0), 0)) END",
      texts);
  return out;
}

}  // namespace tenon::sql
