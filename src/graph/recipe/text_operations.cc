// Operations on text. A column that is none is read as text. NULL stays NULL.
//
// Patterns are regular expressions as the engine reads them (RE2's).

#include <array>
#include <string_view>
#include <utility>

#include "graph/managed/pattern.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// A template of SQL with {} for the text.
std::string Filled(std::string_view sql, const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql.substr(at, 2) == "{}") {
      out += text;
      ++at;
    } else {
      out += sql[at];
    }
  }
  return out;
}

// In every word the first letter large and the others small.
constexpr std::string_view kCapitals =
    "array_to_string(list_transform(string_split(lower({}), ' '), lambda tenon_w: "
    "upper(left(tenon_w, 1)) || substr(tenon_w, 2)), ' ')";
constexpr std::string_view kSentence = "upper(left({}, 1)) || lower(substr({}, 2))";

template <const std::string_view& sql>
Result<Bound> InPlace(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  return ReplaceColumn(call, column, TypeKind::kString, Filled(sql, text));
}

// The text of a function: a column's, or a value.
struct TextInput {
  std::string sql;
  std::vector<std::size_t> from;
};

Result<TextInput> ReadText(const RecipeCall& call) {
  if (RecipeTextOr(call, "sourceColumn", "").empty() && call.parameters.contains("value")) {
    return TextInput{SqlString(RecipeTextOr(call, "value", "")), {}};
  }
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(std::string text, RecipeColumnAsText(column));
  return TextInput{std::move(text), {column.index}};
}

Result<Bound> Into(const RecipeCall& call, const Type& type, std::string_view sql) {
  ASSIGN_OR_RETURN(TextInput text, ReadText(call));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  return AddColumn(call, target, type, Filled(sql, text.sql), std::move(text.from));
}

template <const std::string_view& sql>
Result<Bound> IntoText(const RecipeCall& call) {
  return Into(call, TypeKind::kString, sql);
}

constexpr std::string_view kUpper = "upper({})";
constexpr std::string_view kLower = "lower({})";
constexpr std::string_view kSingleQuoted = "'''' || {} || ''''";
constexpr std::string_view kDoubleQuoted = "'\"' || {} || '\"'";
constexpr std::string_view kTrimmed = "regexp_replace({}, '^\\s+|\\s+$', '', 'g')";
constexpr std::string_view kWithoutBlanks = "regexp_replace({}, '\\s', '', 'g')";
constexpr std::string_view kWithoutSymbols = "regexp_replace({}, '[^\\p{L}\\p{N}\\s]', '', 'g')";

Result<Bound> AddPrefix(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::string pattern, RecipeText(call, "pattern"));
  return ReplaceColumn(call, column, TypeKind::kString, SqlString(pattern) + " || " + text);
}

Result<Bound> AddSuffix(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::string pattern, RecipeText(call, "pattern"));
  return ReplaceColumn(call, column, TypeKind::kString, text + " || " + SqlString(pattern));
}

Result<std::string> ReadPattern(const RecipeCall& call) {
  ASSIGN_OR_RETURN(std::string pattern, RecipeText(call, "pattern"));
  RETURN_IF_ERROR(GroupsOf(pattern));
  return pattern;
}

// The value as a replacement by the engine, to which a backslash means a group.
std::string Replacement(const RecipeCall& call) {
  std::string out;
  for (const char c : RecipeTextOr(call, "value", "")) {
    if (c == '\\') out += '\\';
    out += c;
  }
  return SqlString(out);
}

Result<Bound> ReplaceText(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::string pattern, ReadPattern(call));
  return ReplaceColumn(
      call, column, TypeKind::kString,
      "regexp_replace(" + text + ", " + SqlString(pattern) + ", " + Replacement(call) + ", 'g')");
}

// What stands between two positions, counted from 0, the second not in it: its start and length.
Result<std::pair<std::string, std::string>> Positions(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::int64_t start, RecipeWhole(call, "startPosition"));
  ASSIGN_OR_RETURN(const std::int64_t end, RecipeWhole(call, "endPosition"));
  if (start < 0 || end < start) {
    return InvalidInput("startPosition must be 0 or more and endPosition not before it: " +
                        std::to_string(start) + ", " + std::to_string(end));
  }
  return std::pair{std::to_string(start), std::to_string(end)};
}

Result<Bound> ReplaceBetweenPositions(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const auto positions, Positions(call));
  return ReplaceColumn(call, column, TypeKind::kString,
                       "substr(" + text + ", 1, " + positions.first + ") || " +
                           SqlString(RecipeTextOr(call, "value", "")) + " || substr(" + text +
                           ", " + positions.second + " + 1)");
}

Result<Bound> ExtractBetweenPositions(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const auto positions, Positions(call));
  return Into(call, TypeKind::kString,
              "substr({}, " + positions.first + " + 1, " + positions.second + " - " +
                  positions.first + ")");
}

// A regular expression that matches the text itself.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(R"(\.^$|()[]{}*+?)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

Result<std::string> BetweenDelimiters(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string start, RecipeText(call, "startPattern"));
  ASSIGN_OR_RETURN(const std::string end, RecipeText(call, "endPattern"));
  return SqlString("(?s)" + Escaped(start) + "(.*?)" + Escaped(end));
}

Result<Bound> ReplaceBetweenDelimiters(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(const std::string text, RecipeColumnAsText(column));
  ASSIGN_OR_RETURN(const std::string pattern, BetweenDelimiters(call));
  const std::string all = RecipeTextOr(call, "startPattern", "") + RecipeTextOr(call, "value", "") +
                          RecipeTextOr(call, "endPattern", "");
  const std::string found = "regexp_extract(" + text + ", " + pattern + ")";
  return ReplaceColumn(call, column, TypeKind::kString,
                       "CASE WHEN " + found + " = '' THEN " + text + " ELSE replace(" + text +
                           ", " + found + ", " + SqlString(all) + ") END");
}

Result<Bound> ExtractBetweenDelimiters(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string pattern, BetweenDelimiters(call));
  return Into(call, TypeKind::kString,
              "CASE WHEN regexp_matches({}, " + pattern + ") THEN regexp_extract({}, " + pattern +
                  ", 1) END");
}

Result<Bound> ExtractPattern(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string pattern, ReadPattern(call));
  const std::string literal = SqlString(pattern);
  return Into(
      call, TypeKind::kString,
      "CASE WHEN regexp_matches({}, " + literal + ") THEN regexp_extract({}, " + literal + ") END");
}

Result<Bound> FlagFromPattern(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string pattern, ReadPattern(call));
  return Into(call, TypeKind::kBoolean, "regexp_matches({}, " + SqlString(pattern) + ")");
}

// REMOVE_COMBINED's switches, in the order in which they are applied: what is matched goes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kRemovals = {{
    {"removeSpecialCharacters", R"([!-/:-@\[-`{-~])"},
    {"removeAllPunctuation", "[.!,?]"},
    {"removeLeadingAndTrailingPunctuation", "^[.!,?]+|[.!,?]+$"},
    {"removeAllQuotes", "['\"]"},
    {"removeLeadingAndTrailingQuotes", "^['\"]+|['\"]+$"},
    {"removeLetters", "[A-Za-z]"},
    {"removeNumbers", "[0-9]"},
    {"removeAllWhitespace", R"(\s)"},
    {"removeLeadingAndTrailingWhitespace", R"(^\s+|\s+$)"},
}};

Result<Bound> RemoveCombined(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
  ASSIGN_OR_RETURN(std::string sql, RecipeColumnAsText(column));
  const auto remove = [&](const std::string& pattern, const std::string& by) {
    sql = "regexp_replace(" + sql + ", " + SqlString(pattern) + ", " + SqlString(by) + ", 'g')";
  };
  if (RecipeFlag(call, "removeCustomValue")) {
    ASSIGN_OR_RETURN(const std::string value, RecipeText(call, "customValue"));
    remove(Escaped(value), "");
  }
  if (RecipeFlag(call, "removeCustomCharacters")) {
    ASSIGN_OR_RETURN(const std::string characters, RecipeText(call, "customCharacters"));
    std::string any;
    for (const char c : characters) any += (c == '^' || c == '-' ? "\\" : "") + Escaped({&c, 1});
    remove("[" + any + "]", "");
  }
  for (const auto& [name, pattern] : kRemovals) {
    if (RecipeFlag(call, name)) remove(std::string(pattern), "");
  }
  if (RecipeFlag(call, "collapseConsecutiveWhitespace")) remove(R"(\s{2,})", " ");
  return ReplaceColumn(call, column, TypeKind::kString, sql);
}

Result<Bound> Length(const RecipeCall& call) {
  return Into(call, TypeKind::kInt, "CAST(length({}) AS INTEGER)");
}

// Characters at one end of the text.
Result<Bound> End(const RecipeCall& call, const std::string& function) {
  ASSIGN_OR_RETURN(const std::int64_t position, RecipeWhole(call, "position"));
  if (position < 0) return InvalidInput("position must be 0 or more: " + std::to_string(position));
  return Into(call, TypeKind::kString, function + "({}, " + std::to_string(position) + ")");
}

Result<Bound> LeftPart(const RecipeCall& call) { return End(call, "left"); }
Result<Bound> RightPart(const RecipeCall& call) { return End(call, "right"); }

Result<Bound> Repeat(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::int64_t count, RecipeWhole(call, "count"));
  if (count < 0 || count > 1000) {
    return InvalidInput("count must be from 0 to 1000: " + std::to_string(count));
  }
  return Into(call, TypeKind::kString, "repeat({}, " + std::to_string(count) + ")");
}

Result<Bound> StartsWith(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string pattern, RecipeText(call, "pattern"));
  return Into(call, TypeKind::kBoolean, "starts_with({}, " + SqlString(pattern) + ")");
}

Result<Bound> EndsWith(const RecipeCall& call) {
  ASSIGN_OR_RETURN(const std::string pattern, RecipeText(call, "pattern"));
  return Into(call, TypeKind::kBoolean, "suffix({}, " + SqlString(pattern) + ")");
}

// Of several operations.
constexpr RecipeParameter kTextOfFunction = ValueOfFunction("value", "Value", ParameterType::kText);
constexpr RecipeParameter kStart =
    WholeParameter("startPosition", "Start position", "The first character, counted from 0.");
constexpr RecipeParameter kEnd =
    WholeParameter("endPosition", "End position", "The first character behind, counted from 0.");
constexpr RecipeParameter kStartPattern =
    TextParameter("startPattern", "Start delimiter", "What stands before.");
constexpr RecipeParameter kEndPattern =
    TextParameter("endPattern", "End delimiter", "What stands behind.");
constexpr RecipeParameter kRegularExpression =
    TextParameter("pattern", "Pattern", "A regular expression.");
constexpr RecipeParameter kNewValue = {
    {.name = "value", .title = "Value", .help = "What stands in its place; nothing if left out."}};

constexpr RecipeParameter kSource[] = {kSourceColumn};
constexpr RecipeParameter kAdding[] = {kSourceColumn,
                                       TextParameter("pattern", "Text", "The text that is added.")};
constexpr RecipeParameter kReplacing[] = {kSourceColumn, kRegularExpression, kNewValue};
constexpr RecipeParameter kReplacingPositions[] = {kSourceColumn, kStart, kEnd, kNewValue};
constexpr RecipeParameter kReplacingDelimited[] = {kSourceColumn, kStartPattern, kEndPattern,
                                                   kNewValue};
constexpr RecipeParameter kExtractingPositions[] = {kColumnOfFunction, kTextOfFunction, kStart,
                                                    kEnd, kTargetColumn};
constexpr RecipeParameter kExtractingDelimited[] = {kColumnOfFunction, kTextOfFunction,
                                                    kStartPattern, kEndPattern, kTargetColumn};
constexpr RecipeParameter kMatching[] = {kColumnOfFunction, kTextOfFunction, kRegularExpression,
                                         kTargetColumn};
constexpr RecipeParameter kFunction[] = {kColumnOfFunction, kTextOfFunction, kTargetColumn};
constexpr RecipeParameter kFunctionOfPosition[] = {
    kColumnOfFunction, kTextOfFunction,
    WholeParameter("position", "Position", "How many characters."), kTargetColumn};
constexpr RecipeParameter kRepeating[] = {
    kColumnOfFunction, kTextOfFunction,
    WholeParameter("count", "Count", "How many times, from 0 to 1000."), kTargetColumn};
constexpr RecipeParameter kSearching[] = {
    kColumnOfFunction, kTextOfFunction,
    TextParameter("pattern", "Text", "The text that is looked for."), kTargetColumn};
constexpr RecipeParameter kRemoving[] = {
    kSourceColumn,
    FlagParameter("removeSpecialCharacters", "Remove special characters", "As in #, ; and (."),
    FlagParameter("removeAllPunctuation", "Remove all punctuation", "It is . ! , and ?"),
    FlagParameter("removeLeadingAndTrailingPunctuation", "Remove punctuation at the ends",
                  "It is . ! , and ?"),
    FlagParameter("removeAllQuotes", "Remove all quotes", "Single and double ones."),
    FlagParameter("removeLeadingAndTrailingQuotes", "Remove quotes at the ends",
                  "Single and double ones."),
    FlagParameter("removeLetters", "Remove letters", "From a to z, small and large."),
    FlagParameter("removeNumbers", "Remove numbers", "The digits from 0 to 9."),
    FlagParameter("removeAllWhitespace", "Remove all white space", "Blanks, tabs, line ends."),
    FlagParameter("removeLeadingAndTrailingWhitespace", "Remove white space at the ends",
                  "Blanks, tabs, line ends."),
    FlagParameter("collapseConsecutiveWhitespace", "Collapse white space",
                  "Several blanks become one."),
    FlagParameter("removeCustomCharacters", "Remove custom characters", "Those given below."),
    {{.name = "customCharacters",
      .title = "Custom characters",
      .help = "Each of them is removed, wherever it stands."}},
    FlagParameter("removeCustomValue", "Remove a custom value", "The one given below."),
    {{.name = "customValue", .title = "Custom value", .help = "Removed as a whole."}}};

constexpr RecipeOperation kOperations[] = {
    {"UPPER_CASE", "Makes all letters of a column large.", kSource, &InPlace<kUpper>},
    {"LOWER_CASE", "Makes all letters of a column small.", kSource, &InPlace<kLower>},
    {"CAPITAL_CASE", "Makes the first letter of each word large and the others small.", kSource,
     &InPlace<kCapitals>},
    {"SENTENCE_CASE", "Makes the first letter of a text large and the others small.", kSource,
     &InPlace<kSentence>},
    {"ADD_SINGLE_QUOTES", "Puts the values of a column into single quotes.", kSource,
     &InPlace<kSingleQuoted>},
    {"ADD_DOUBLE_QUOTES", "Puts the values of a column into double quotes.", kSource,
     &InPlace<kDoubleQuoted>},
    {"ADD_PREFIX", "Puts a text before the values of a column.", kAdding, &AddPrefix},
    {"ADD_SUFFIX", "Puts a text behind the values of a column.", kAdding, &AddSuffix},
    {"REPLACE_TEXT", "Replaces what a pattern matches by a value.", kReplacing, &ReplaceText},
    {"REPLACE_BETWEEN_POSITIONS", "Replaces the characters between two positions by a value.",
     kReplacingPositions, &ReplaceBetweenPositions},
    {"REPLACE_BETWEEN_DELIMITERS", "Replaces what stands between two delimiters by a value.",
     kReplacingDelimited, &ReplaceBetweenDelimiters},
    {"REMOVE_COMBINED", "Takes characters out of the values of a column.", kRemoving,
     &RemoveCombined},
    {"EXTRACT_BETWEEN_POSITIONS", "Makes a column of the characters between two positions.",
     kExtractingPositions, &ExtractBetweenPositions},
    {"EXTRACT_BETWEEN_DELIMITERS", "Makes a column of what stands between two delimiters.",
     kExtractingDelimited, &ExtractBetweenDelimiters},
    {"EXTRACT_PATTERN", "Makes a column of what a pattern matches.", kMatching, &ExtractPattern},
    {"FLAG_COLUMN_FROM_PATTERN", "Makes a column that tells whether a pattern matches.", kMatching,
     &FlagFromPattern},
    {"UPPER", "Makes a column of the text in large letters.", kFunction, &IntoText<kUpper>},
    {"LOWER", "Makes a column of the text in small letters.", kFunction, &IntoText<kLower>},
    {"PROPER",
     "Makes a column of the text with the first letter of each word large and the others small.",
     kFunction, &IntoText<kCapitals>},
    {"TRIM", "Makes a column of the text without white space at its ends.", kFunction,
     &IntoText<kTrimmed>},
    {"REMOVE_WHITESPACE", "Makes a column of the text without white space.", kFunction,
     &IntoText<kWithoutBlanks>},
    {"REMOVE_SYMBOLS", "Makes a column of the letters, digits and white space of the text.",
     kFunction, &IntoText<kWithoutSymbols>},
    {"LEN", "Makes a column of the count of characters.", kFunction, &Length},
    {"LEFT", "Makes a column of the first characters of the text.", kFunctionOfPosition, &LeftPart},
    {"RIGHT", "Makes a column of the last characters of the text.", kFunctionOfPosition,
     &RightPart},
    {"REPEAT_STRING", "Makes a column of the text, repeated.", kRepeating, &Repeat},
    {"STARTS_WITH", "Makes a column that tells whether the text starts with another one.",
     kSearching, &StartsWith},
    {"ENDS_WITH", "Makes a column that tells whether the text ends with another one.", kSearching,
     &EndsWith},
};

}  // namespace

std::span<const RecipeOperation> RecipeTextOperations() { return kOperations; }

}  // namespace tenon::graph
