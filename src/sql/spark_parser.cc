#include "sql/spark_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "sql/spark_parser_state.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

// Words that end an expression or a relation: no name may be one of them without quotes.
constexpr std::array<std::string_view, 40> kReserved = {
    "AND",     "ANTI",      "AS",     "BETWEEN", "CLUSTER", "CROSS",   "DISTRIBUTE", "DIV",
    "ELSE",    "END",       "EXCEPT", "FROM",    "FULL",    "GROUP",   "HAVING",     "IN",
    "INNER",   "INTERSECT", "IS",     "JOIN",    "LATERAL", "LIKE",    "LIMIT",      "MINUS",
    "NATURAL", "NOT",       "ON",     "OR",      "ORDER",   "QUALIFY", "SELECT",     "SEMI",
    "SORT",    "THEN",      "UNION",  "USING",   "WHEN",    "WHERE",   "WINDOW",     "WITH"};
// These may be names, but not aliases that come without AS.
constexpr std::array<std::string_view, 21> kNoAlias = {
    "ILIKE",   "RLIKE",       "REGEXP", "LEFT",   "RIGHT", "OFFSET", "PIVOT",
    "UNPIVOT", "TABLESAMPLE", "DESC",   "ASC",    "NULLS", "RANGE",  "ROWS",
    "FOR",     "OVER",        "FILTER", "ESCAPE", "SET",   "IGNORE", "RESPECT"};

bool Contains(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::any_of(
      words, [&](std::string_view known) { return EqualsIgnoringCase(known, word); });
}

}  // namespace

const SparkToken& SparkParser::Peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool SparkParser::IsWord(std::string_view word, std::size_t ahead) const {
  const SparkToken& token = Peek(ahead);
  return token.kind == SparkTokenKind::kWord && EqualsIgnoringCase(token.text, word);
}

bool SparkParser::IsOneOf(std::initializer_list<std::string_view> words, std::size_t ahead) const {
  return std::ranges::any_of(words, [&](std::string_view word) { return IsWord(word, ahead); });
}

bool SparkParser::IsSymbol(std::string_view symbol, std::size_t ahead) const {
  const SparkToken& token = Peek(ahead);
  return token.kind == SparkTokenKind::kSymbol && token.text == symbol;
}

bool SparkParser::Take(std::string_view word) {
  const bool is_word = std::isalpha(static_cast<unsigned char>(word.front())) != 0;
  if (is_word ? !IsWord(word) : !IsSymbol(word)) return false;
  ++at_;
  return true;
}

bool SparkParser::TakeAll(std::string_view words) {
  const std::size_t begin = at_;
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (!Take(words.substr(0, space))) {
      at_ = begin;
      return false;
    }
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return true;
}

Status SparkParser::Expect(std::string_view word) {
  if (!Take(word)) return Unexpected(word);
  return {};
}

Error SparkParser::Unexpected(std::string_view expected) const {
  const SparkToken& token = Peek();
  std::string found = token.written.substr(0, 40);
  if (found.size() < token.written.size()) found += "...";
  return InvalidInput(At(token.position) + "found " + found + ", expected " +
                      std::string(expected));
}

Status SparkParser::ExpectEnd(std::string_view expected) {
  while (Take(";")) {
  }
  if (AtEnd()) return {};
  if (at_ > 0 && tokens_[at_ - 1].text == ";") {
    return InvalidInput("the query holds more than one statement; keep one");
  }
  return Unexpected(expected);
}

Status SparkParser::ExpectSomething(std::string_view otherwise) {
  while (Take(";")) {
  }
  if (AtEnd()) return InvalidInput(std::string(otherwise));
  return {};
}

Status SparkParser::CheckDepth(std::size_t depth) const {
  if (depth <= kSparkDepth) return {};
  return InvalidInput(At(Peek().position) + "nested too deeply; split the query into several");
}

bool SparkParser::StartsQuery(std::size_t ahead) const {
  while (IsSymbol("(", ahead)) ++ahead;
  return IsOneOf({"SELECT", "WITH", "VALUES", "FROM"}, ahead) ||
         (IsWord("TABLE", ahead) && Peek(ahead + 1).kind != SparkTokenKind::kSymbol);
}

bool SparkParser::IsName(std::size_t ahead) const {
  const SparkToken& token = Peek(ahead);
  return token.kind == SparkTokenKind::kName ||
         (token.kind == SparkTokenKind::kWord && !Contains(kReserved, token.text));
}

bool SparkParser::IsAlias(std::size_t ahead) const {
  return IsName(ahead) &&
         (Peek(ahead).kind == SparkTokenKind::kName || !Contains(kNoAlias, Peek(ahead).text));
}

Result<std::string> SparkParser::Name(std::string_view what) {
  const SparkToken& token = Peek();
  if (token.kind != SparkTokenKind::kName && token.kind != SparkTokenKind::kWord) {
    return Unexpected(what);
  }
  if (token.text.empty()) return Unexpected("a name that is not empty");
  ++at_;
  return token.text;
}

Result<std::vector<std::string>> SparkParser::Names() {
  RETURN_IF_ERROR(Expect("("));
  std::vector<std::string> names;
  do {
    ASSIGN_OR_RETURN(std::string name, Name("a column's name"));
    names.push_back(std::move(name));
  } while (Take(","));
  RETURN_IF_ERROR(Expect(")"));
  return names;
}

Result<SparkQuery> SparkParser::Query() {
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  SparkQuery query;
  if (Take("WITH")) {
    if (IsWord("RECURSIVE")) {
      return InvalidInput(At(Peek().position) + "WITH RECURSIVE is not available here");
    }
    do {
      SparkCommonTable table;
      ASSIGN_OR_RETURN(table.name, Name("the name of a table"));
      if (IsSymbol("(")) {
        ASSIGN_OR_RETURN(table.columns, Names());
      }
      Take("AS");
      RETURN_IF_ERROR(Expect("("));
      ASSIGN_OR_RETURN(SparkQuery inner, Query());
      table.query = std::make_unique<SparkQuery>(std::move(inner));
      RETURN_IF_ERROR(Expect(")"));
      query.tables.push_back(std::move(table));
    } while (Take(","));
  }
  ASSIGN_OR_RETURN(query.body, Body(0));
  RETURN_IF_ERROR(Order(query));
  return query;
}

// INTERSECT binds tighter than UNION and EXCEPT.
Result<SparkBody> SparkParser::Body(int least) {
  ASSIGN_OR_RETURN(SparkBody left, BodyPrimary());
  for (;;) {
    const bool intersects = IsWord("INTERSECT");
    if (!intersects && (least > 0 || !IsOneOf({"UNION", "EXCEPT", "MINUS"}))) return left;
    if (intersects && least > 1) return left;
    SparkBody out;
    out.operation = intersects ? "INTERSECT" : IsWord("UNION") ? "UNION" : "EXCEPT";
    ++at_;
    out.is_all = Take("ALL");
    if (!out.is_all) Take("DISTINCT");
    ASSIGN_OR_RETURN(SparkBody right, Body(intersects ? 2 : 1));
    out.depth = std::max(left.depth, right.depth) + 1;
    if (out.depth > 3 * kSparkDepth) return CheckDepth(kSparkDepth + 1).error();
    out.sides.push_back(std::move(left));
    out.sides.push_back(std::move(right));
    left = std::move(out);
  }
}

Result<SparkBody> SparkParser::BodyPrimary() {
  SparkBody body;
  if (Take("(")) {
    ASSIGN_OR_RETURN(SparkQuery query, Query());
    body.query = std::make_unique<SparkQuery>(std::move(query));
    RETURN_IF_ERROR(Expect(")"));
    return body;
  }
  ASSIGN_OR_RETURN(SparkSelect select, Select());
  body.select = std::make_unique<SparkSelect>(std::move(select));
  return body;
}

Result<SparkSelect> SparkParser::Select() {
  if (IsOneOf({"VALUES", "TABLE"})) {
    SparkSelect select;
    select.items.push_back({{.kind = SparkKind::kStar, .position = Peek().position}, {}});
    Take("TABLE");
    ASSIGN_OR_RETURN(SparkRelation relation, RelationCore());
    select.from.push_back(std::move(relation));
    return select;
  }
  if (!IsWord("FROM")) {
    ASSIGN_OR_RETURN(SparkSelect select, SelectList());
    RETURN_IF_ERROR(SelectTail(select));
    return select;
  }
  ++at_;
  std::vector<SparkRelation> from;
  do {
    ASSIGN_OR_RETURN(SparkRelation relation, Relation());
    from.push_back(std::move(relation));
  } while (Take(","));
  ASSIGN_OR_RETURN(SparkSelect select, SelectList());
  select.from = std::move(from);
  RETURN_IF_ERROR(SelectTail(select));
  return select;
}

Result<SparkSelect> SparkParser::SelectList() {
  if (!Take("SELECT")) return Unexpected("SELECT");
  if (IsWord("TRANSFORM") && IsSymbol("(", 1) && IsWord("USING", 4)) {
    return Unexpected("columns; TRANSFORM by a script is not available");
  }
  SparkSelect select;
  select.is_distinct = Take("DISTINCT");
  if (!select.is_distinct && IsWord("ALL") && !IsSymbol(",", 1)) ++at_;
  do {
    ASSIGN_OR_RETURN(SparkSelectItem item, Item());
    select.items.push_back(std::move(item));
  } while (Take(","));
  return select;
}

Result<SparkSelectItem> SparkParser::Item() {
  SparkSelectItem item;
  ASSIGN_OR_RETURN(item.value, Expression());
  if (item.value.kind == SparkKind::kStar) {
    if (IsWord("EXCEPT") && IsSymbol("(", 1) && !StartsQuery(1)) {
      ++at_;
      // Names of columns; the tree has them as operands, since a star has none else.
      ASSIGN_OR_RETURN(const std::vector<std::string> names, Names());
      for (const std::string& name : names) {
        item.value.operands.push_back({.kind = SparkKind::kColumn, .names = {name}});
      }
    }
    return item;
  }
  const bool has_as = Take("AS");
  if (has_as && IsSymbol("(")) {
    ASSIGN_OR_RETURN(item.aliases, Names());
  } else if (has_as || IsAlias()) {
    ASSIGN_OR_RETURN(std::string alias, Name("a name"));
    item.aliases.push_back(std::move(alias));
  }
  return item;
}

Status SparkParser::SelectTail(SparkSelect& select) {
  if (Take("FROM")) {
    do {
      ASSIGN_OR_RETURN(SparkRelation relation, Relation());
      select.from.push_back(std::move(relation));
    } while (Take(","));
  }
  while (IsWord("LATERAL") && IsWord("VIEW", 1)) {
    ASSIGN_OR_RETURN(SparkLateralView view, LateralView());
    select.views.push_back(std::move(view));
  }
  if (Take("WHERE")) {
    ASSIGN_OR_RETURN(select.where, Expression());
  }
  if (TakeAll("GROUP BY")) {
    ASSIGN_OR_RETURN(select.grouping, Grouping());
  }
  if (Take("HAVING")) {
    ASSIGN_OR_RETURN(select.having, Expression());
  }
  if (IsWord("QUALIFY")) {
    return InvalidInput(At(Peek().position) +
                        "Spark has no QUALIFY; select from a subquery with the window function");
  }
  if (Take("WINDOW")) {
    do {
      ASSIGN_OR_RETURN(std::string name, Name("the name of a window"));
      RETURN_IF_ERROR(Expect("AS"));
      ASSIGN_OR_RETURN(SparkWindow window, Window());
      select.windows.emplace_back(std::move(name), std::move(window));
    } while (Take(","));
  }
  return {};
}

Result<SparkQuery> ParseSparkQuery(std::string_view text) {
  ASSIGN_OR_RETURN(std::vector<SparkToken> tokens, TokenizeSpark(text));
  SparkParser parser(std::move(tokens));
  RETURN_IF_ERROR(parser.ExpectSomething("the query is empty"));
  ASSIGN_OR_RETURN(SparkQuery query, parser.Query());
  RETURN_IF_ERROR(parser.ExpectEnd("the end of the query"));
  return query;
}

Result<SparkExpression> ParseSparkExpression(std::string_view text) {
  ASSIGN_OR_RETURN(std::vector<SparkToken> tokens, TokenizeSpark(text));
  SparkParser parser(std::move(tokens));
  RETURN_IF_ERROR(parser.ExpectSomething("the expression is empty"));
  ASSIGN_OR_RETURN(SparkExpression expression, parser.Expression());
  RETURN_IF_ERROR(parser.ExpectEnd("the end of the expression"));
  return expression;
}

}  // namespace tenon::sql
