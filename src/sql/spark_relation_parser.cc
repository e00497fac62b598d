// FROM and what hangs on it, windows, and types.

#include <algorithm>
#include <cctype>

#include "sql/spark_parser_state.h"
#include "text/utf8.h"

namespace tenon::sql {

Result<SparkRelation> SparkParser::Relation() {
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  ASSIGN_OR_RETURN(SparkRelation left, RelationPrimary());
  for (;;) {
    SparkRelation join{.kind = SparkRelation::Kind::kJoin, .position = Peek().position};
    ASSIGN_OR_RETURN(const bool is_join, JoinKind(join));
    if (!is_join) return left;
    const bool is_lateral = Take("LATERAL");
    ASSIGN_OR_RETURN(SparkRelation right, RelationPrimary());
    right.is_lateral = right.is_lateral || is_lateral;
    if (Take("ON")) {
      ASSIGN_OR_RETURN(join.condition, Expression());
    } else if (Take("USING")) {
      ASSIGN_OR_RETURN(join.using_columns, Names());
    }
    join.depth = std::max(left.depth, right.depth) + 1;
    if (join.depth > 3 * kSparkDepth) return CheckDepth(kSparkDepth + 1).error();
    join.left = std::make_unique<SparkRelation>(std::move(left));
    join.right = std::make_unique<SparkRelation>(std::move(right));
    left = std::move(join);
    RETURN_IF_ERROR(RelationSuffixes(left));
  }
}

// Reads what stands between two relations, JOIN included; false if that is no join.
Result<bool> SparkParser::JoinKind(SparkRelation& join) {
  const std::size_t begin = at_;
  join.is_natural = Take("NATURAL");
  std::string kind = "INNER";
  if (Take("CROSS")) {
    kind = "CROSS";
  } else if (Take("LEFT")) {
    kind = Take("SEMI") ? "SEMI" : Take("ANTI") ? "ANTI" : "LEFT";
    Take("OUTER");
  } else if (Take("RIGHT")) {
    kind = "RIGHT";
    Take("OUTER");
  } else if (Take("FULL")) {
    kind = "FULL";
    Take("OUTER");
  } else if (Take("SEMI")) {
    kind = "SEMI";
  } else if (Take("ANTI")) {
    kind = "ANTI";
  } else {
    Take("INNER");
  }
  if (!Take("JOIN")) {
    if (at_ != begin) return Unexpected("JOIN");
    return false;
  }
  join.names = {kind};
  return true;
}

Result<SparkRelation> SparkParser::RelationPrimary() {
  const bool is_lateral = IsWord("LATERAL") && !IsWord("VIEW", 1);
  if (is_lateral) ++at_;
  ASSIGN_OR_RETURN(SparkRelation relation, RelationCore());
  relation.is_lateral = relation.is_lateral || is_lateral;
  RETURN_IF_ERROR(RelationSuffixes(relation));
  RETURN_IF_ERROR(Alias(relation));
  // PIVOT and UNPIVOT may also follow the alias.
  RETURN_IF_ERROR(RelationSuffixes(relation));
  return relation;
}

Result<SparkRelation> SparkParser::RelationCore() {
  SparkRelation relation{.position = Peek().position};
  if (Take("(")) {
    if (StartsQuery()) {
      relation.kind = SparkRelation::Kind::kQuery;
      ASSIGN_OR_RETURN(SparkQuery query, Query());
      relation.query = std::make_unique<SparkQuery>(std::move(query));
    } else {
      ASSIGN_OR_RETURN(relation, Relation());
    }
    RETURN_IF_ERROR(Expect(")"));
    return relation;
  }
  if (Take("VALUES")) {
    relation.kind = SparkRelation::Kind::kValues;
    RETURN_IF_ERROR(ExpressionList(relation.arguments));
    if (IsWord("AS") || IsAlias()) RETURN_IF_ERROR(Alias(relation));
    return relation;
  }
  if (!IsName()) return Unexpected("a table or a query in parentheses");
  ASSIGN_OR_RETURN(std::string first, Name("a table"));
  if (Take("(")) {
    relation.kind = SparkRelation::Kind::kFunction;
    relation.names = {AsciiLower(first)};
    if (!IsSymbol(")")) RETURN_IF_ERROR(ExpressionList(relation.arguments));
    RETURN_IF_ERROR(Expect(")"));
    return relation;
  }
  relation.names.push_back(std::move(first));
  while (Take(".")) {
    ASSIGN_OR_RETURN(std::string next, Name("a name"));
    relation.names.push_back(std::move(next));
  }
  return relation;
}

Status SparkParser::RelationSuffixes(SparkRelation& relation) {
  if (IsWord("TABLESAMPLE") && IsSymbol("(", 1)) {
    ASSIGN_OR_RETURN(relation.sample, Sample());
  }
  const bool is_free = !relation.pivot && !relation.unpivot;
  if (is_free && IsWord("PIVOT") && IsSymbol("(", 1)) {
    ASSIGN_OR_RETURN(relation.pivot, Pivot());
    relation.inner_alias = std::exchange(relation.alias, {});
    relation.inner_columns = std::exchange(relation.column_aliases, {});
    RETURN_IF_ERROR(Alias(relation));
  } else if (is_free && IsWord("UNPIVOT") &&
             (IsSymbol("(", 1) || IsOneOf({"INCLUDE", "EXCLUDE"}, 1))) {
    ASSIGN_OR_RETURN(relation.unpivot, Unpivot());
    relation.inner_alias = std::exchange(relation.alias, {});
    relation.inner_columns = std::exchange(relation.column_aliases, {});
    RETURN_IF_ERROR(Alias(relation));
  }
  return {};
}

Status SparkParser::Alias(SparkRelation& relation) {
  const bool has_as = Take("AS");
  if (!has_as && !IsAlias()) return {};
  ASSIGN_OR_RETURN(relation.alias, Name("an alias"));
  if (IsSymbol("(")) {
    ASSIGN_OR_RETURN(relation.column_aliases, Names());
  }
  return {};
}

Result<SparkSample> SparkParser::Sample() {
  at_ += 2;
  SparkSample sample;
  if (TakeAll("BUCKET")) {
    ASSIGN_OR_RETURN(std::string which, Number("a number"));
    RETURN_IF_ERROR(Expect("OUT"));
    RETURN_IF_ERROR(Expect("OF"));
    ASSIGN_OR_RETURN(const std::string count, Number("a number of buckets"));
    sample.percent = "100.0 / " + count;
  } else {
    ASSIGN_OR_RETURN(SparkExpression amount, Expression());
    if (Take("PERCENT")) {
      if (amount.kind != SparkKind::kNumber) return Unexpected("a number of percent before");
      sample.percent = amount.text;
    } else {
      RETURN_IF_ERROR(Expect("ROWS"));
      sample.rows = std::move(amount);
    }
  }
  RETURN_IF_ERROR(Expect(")"));
  if (Take("REPEATABLE")) {
    RETURN_IF_ERROR(Expect("("));
    ASSIGN_OR_RETURN(sample.seed, Number("a seed"));
    RETURN_IF_ERROR(Expect(")"));
  }
  return sample;
}

Result<std::string> SparkParser::Number(std::string_view what) {
  const std::string& text = Peek().text;
  const bool is_whole = Peek().kind == SparkTokenKind::kNumber && text.size() < 10 &&
                        std::ranges::all_of(
                            text, [](char c) { return c >= '0' && c <= '9'; }) &&
                        text.find_first_not_of('0') != std::string::npos;
  if (!is_whole) return Unexpected(what);
  ++at_;
  return text;
}

Result<SparkPivot> SparkParser::Pivot() {
  at_ += 2;
  SparkPivot pivot;
  do {
    ASSIGN_OR_RETURN(SparkSelectItem item, Item());
    pivot.aggregates.push_back(std::move(item));
  } while (Take(","));
  RETURN_IF_ERROR(Expect("FOR"));
  if (IsSymbol("(")) {
    ASSIGN_OR_RETURN(const std::vector<std::string> names, Names());
    for (const std::string& name : names) {
      pivot.columns.push_back({.kind = SparkKind::kColumn, .names = {name}});
    }
  } else {
    const SparkPosition position = Peek().position;
    ASSIGN_OR_RETURN(std::string name, Name("a column"));
    pivot.columns.push_back(
        {.kind = SparkKind::kColumn, .names = {std::move(name)}, .position = position});
  }
  RETURN_IF_ERROR(Expect("IN"));
  RETURN_IF_ERROR(Expect("("));
  do {
    ASSIGN_OR_RETURN(SparkSelectItem item, Item());
    pivot.values.push_back(std::move(item));
  } while (Take(","));
  RETURN_IF_ERROR(Expect(")"));
  RETURN_IF_ERROR(Expect(")"));
  return pivot;
}

Result<SparkUnpivot> SparkParser::Unpivot() {
  ++at_;
  SparkUnpivot unpivot;
  unpivot.includes_nulls = TakeAll("INCLUDE NULLS");
  if (!unpivot.includes_nulls) TakeAll("EXCLUDE NULLS");
  RETURN_IF_ERROR(Expect("("));
  const bool has_many = IsSymbol("(");
  const auto columns = [&]() -> Result<std::vector<std::string>> {
    if (has_many) return Names();
    ASSIGN_OR_RETURN(std::string name, Name("a column"));
    return std::vector<std::string>{std::move(name)};
  };
  ASSIGN_OR_RETURN(unpivot.values, columns());
  RETURN_IF_ERROR(Expect("FOR"));
  ASSIGN_OR_RETURN(unpivot.name, Name("a column"));
  RETURN_IF_ERROR(Expect("IN"));
  RETURN_IF_ERROR(Expect("("));
  do {
    SparkUnpivot::From from;
    ASSIGN_OR_RETURN(std::vector<std::string> names, columns());
    if (names.size() != unpivot.values.size()) {
      return InvalidInput(At(Peek().position) + "UNPIVOT needs as many columns as values");
    }
    from.columns.push_back(std::move(names));
    Take("AS");
    if (!IsSymbol(",") && !IsSymbol(")")) {
      ASSIGN_OR_RETURN(from.alias, Name("an alias"));
    }
    unpivot.from.push_back(std::move(from));
  } while (Take(","));
  RETURN_IF_ERROR(Expect(")"));
  RETURN_IF_ERROR(Expect(")"));
  return unpivot;
}

Result<SparkLateralView> SparkParser::LateralView() {
  at_ += 2;
  SparkLateralView view;
  view.is_outer = Take("OUTER");
  const SparkPosition position = Peek().position;
  ASSIGN_OR_RETURN(std::string name, Name("a generator such as explode"));
  if (!IsSymbol("(")) return Unexpected("(");
  ASSIGN_OR_RETURN(view.generator, Call(AsciiLower(name), position));
  if (!IsWord("AS") && IsAlias()) {
    ASSIGN_OR_RETURN(view.alias, Name("an alias"));
  }
  if (Take("AS")) {
    do {
      ASSIGN_OR_RETURN(std::string column, Name("a column's name"));
      view.columns.push_back(std::move(column));
    } while (Take(","));
  }
  return view;
}

Result<SparkWindow> SparkParser::Window() {
  SparkWindow window;
  if (!IsSymbol("(")) {
    ASSIGN_OR_RETURN(window.base, Name("a window"));
    return window;
  }
  ++at_;
  if (IsName() && !IsOneOf({"PARTITION", "DISTRIBUTE", "ORDER", "SORT", "CLUSTER"}) &&
      (IsSymbol(")", 1) || IsOneOf({"ORDER", "PARTITION", "ROWS", "RANGE"}, 1)) &&
      !IsOneOf({"ROWS", "RANGE"})) {
    ASSIGN_OR_RETURN(window.base, Name("a window"));
  }
  if (TakeAll("PARTITION BY") || TakeAll("DISTRIBUTE BY")) {
    RETURN_IF_ERROR(ExpressionList(window.partition));
  }
  if (TakeAll("ORDER BY") || TakeAll("SORT BY")) RETURN_IF_ERROR(SortKeys(window.order));
  if (IsOneOf({"ROWS", "RANGE"})) RETURN_IF_ERROR(Frame(window));
  RETURN_IF_ERROR(Expect(")"));
  return window;
}

Status SparkParser::Frame(SparkWindow& window) {
  window.unit = IsWord("ROWS") ? "ROWS" : "RANGE";
  ++at_;
  const bool has_two = Take("BETWEEN");
  for (int i = 0; i < (has_two ? 2 : 1); ++i) {
    if (i == 1) RETURN_IF_ERROR(Expect("AND"));
    if (TakeAll("CURRENT ROW")) {
      window.bounds.emplace_back("CURRENT ROW", std::nullopt);
    } else if (TakeAll("UNBOUNDED PRECEDING")) {
      window.bounds.emplace_back("UNBOUNDED PRECEDING", std::nullopt);
    } else if (TakeAll("UNBOUNDED FOLLOWING")) {
      window.bounds.emplace_back("UNBOUNDED FOLLOWING", std::nullopt);
    } else {
      ASSIGN_OR_RETURN(SparkExpression amount, Binary(1));
      if (!IsOneOf({"PRECEDING", "FOLLOWING"})) return Unexpected("PRECEDING or FOLLOWING");
      window.bounds.emplace_back(IsWord("PRECEDING") ? "PRECEDING" : "FOLLOWING",
                                 std::move(amount));
      ++at_;
    }
  }
  return {};
}

// Fields of a struct, each "name type" or "name: type".
Result<Type> SparkParser::Fields() {
  Type out(TypeKind::kStruct);
  do {
    ASSIGN_OR_RETURN(std::string name, Name("a field's name"));
    Take(":");
    ASSIGN_OR_RETURN(Type type, SparkType());
    TakeAll("NOT NULL");
    if (Take("COMMENT")) ++at_;
    out.fields.push_back({std::move(name), std::move(type)});
  } while (Take(","));
  return out;
}

Result<Type> SparkParser::SparkType() {
  const Level level(depth_);
  RETURN_IF_ERROR(CheckDepth(depth_));
  const SparkPosition position = Peek().position;
  if (Peek().kind != SparkTokenKind::kWord) return Unexpected("a type");
  const std::string name = AsciiLower(Peek().text);
  ++at_;
  // >> closes two lists at once.
  const auto close = [&]() -> Status {
    if (IsSymbol(">>") || IsSymbol(">>>")) {
      tokens_[at_].text.pop_back();
      return {};
    }
    return Expect(">");
  };
  if (name == "array" || name == "map" || name == "struct") {
    Type out(name == "array" ? TypeKind::kArray
             : name == "map" ? TypeKind::kMap
                             : TypeKind::kStruct);
    if (name == "struct" && Take("<>")) return out;
    RETURN_IF_ERROR(Expect("<"));
    if (name == "struct") {
      ASSIGN_OR_RETURN(out, Fields());
    } else {
      ASSIGN_OR_RETURN(Type first, SparkType());
      out.fields.push_back({name == "map" ? "key" : "element", std::move(first)});
      if (name == "map") {
        RETURN_IF_ERROR(Expect(","));
        ASSIGN_OR_RETURN(Type second, SparkType());
        out.fields.push_back({"value", std::move(second)});
      }
    }
    RETURN_IF_ERROR(close());
    return out;
  }
  std::string text = name;
  if (Take("(")) {
    text += '(';
    while (Peek().kind == SparkTokenKind::kNumber || IsSymbol(",")) text += tokens_[at_++].text;
    RETURN_IF_ERROR(Expect(")"));
    text += ')';
  }
  if (text == "dec" || text == "numeric") text = "decimal";
  if (text.starts_with("dec(")) text = "decimal" + text.substr(3);
  if (text.starts_with("numeric(")) text = "decimal" + text.substr(7);
  if (text == "timestamp_ltz") text = "timestamp";
  Result<Type> type = ParseType(text);
  if (!type) return InvalidInput(At(position) + "no such type of Spark here: " + text);
  // Spark keeps the length of char and varchar for tables only; in an expression they are text.
  if (type->kind == TypeKind::kChar || type->kind == TypeKind::kVarchar) {
    type = Type(TypeKind::kString);
  }
  return type;
}

Result<Type> ParseSparkType(std::string_view text) {
  ASSIGN_OR_RETURN(const std::vector<SparkToken> tokens, TokenizeSpark(text));
  SparkParser as_type(tokens);
  Result<Type> type = as_type.SparkType();
  if (type && as_type.AtEnd()) return type;
  SparkParser as_fields(tokens);
  ASSIGN_OR_RETURN(Type fields, as_fields.Fields());
  RETURN_IF_ERROR(as_fields.ExpectEnd("a comma or the end of the schema"));
  return fields;
}

}  // namespace tenon::sql
