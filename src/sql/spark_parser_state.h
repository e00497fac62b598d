#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/spark_parser.h"

namespace tenon::sql {

// Recursive descent over the tokens of one text. Its methods are spread over
// spark_expression_parser.cc, spark_primary_parser.cc, spark_relation_parser.cc and
// spark_parser.cc. One thread at a time.
class SparkParser {
 public:
  explicit SparkParser(std::vector<SparkToken> tokens) : tokens_(std::move(tokens)) {}

  Result<SparkQuery> Query();
  Result<SparkExpression> Expression();
  Result<Type> SparkType();
  Result<Type> Fields();
  bool AtEnd() const { return Peek().kind == SparkTokenKind::kEnd; }
  Status ExpectEnd(std::string_view expected);
  Status ExpectSomething(std::string_view otherwise);

 private:
  const SparkToken& Peek(std::size_t ahead = 0) const;
  bool IsWord(std::string_view word, std::size_t ahead = 0) const;
  bool IsOneOf(std::initializer_list<std::string_view> words, std::size_t ahead = 0) const;
  bool IsSymbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool Take(std::string_view word);      // of letters: a word, else a symbol
  bool TakeAll(std::string_view words);  // "GROUP BY": all of them or none
  Status Expect(std::string_view word);
  Error Unexpected(std::string_view expected) const;
  bool StartsQuery(std::size_t ahead = 0) const;
  bool IsName(std::size_t ahead = 0) const;   // may name a column or table
  bool IsAlias(std::size_t ahead = 0) const;  // may follow without AS
  Result<std::string> Name(std::string_view what);
  Result<std::vector<std::string>> Names();  // ( a, b )
  Result<std::string> Number(std::string_view what);

  // Counts nesting for as long as it lives.
  class Level {
   public:
    explicit Level(std::size_t& depth) : depth_(depth) { ++depth_; }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    std::size_t& depth_;
  };
  Status CheckDepth(std::size_t depth) const;

  // Expressions.
  Result<SparkExpression> Made(SparkExpression expression);  // counts its depth
  Result<SparkExpression> And();
  Result<SparkExpression> Not();
  Result<SparkExpression> Predicate();
  Result<SparkExpression> PredicateOf(SparkExpression value, bool& found);
  Result<SparkExpression> In(SparkExpression value, bool negated);
  Result<SparkExpression> Like(SparkExpression value, bool negated);
  Result<SparkExpression> Is(SparkExpression value);
  Result<SparkExpression> Binary(int least);
  Result<SparkExpression> Unary();
  Result<SparkExpression> Suffixed();
  Result<SparkExpression> Primary();
  Result<SparkExpression> Parenthesized();
  Result<SparkExpression> NameOrCall();
  Result<SparkExpression> Literal();
  Result<SparkExpression> NumberLiteral();
  Result<SparkExpression> Interval();
  Result<SparkExpression> Case();
  Result<SparkExpression> Cast();
  Result<SparkExpression> Extract();
  Result<SparkExpression> TrimCall();
  Result<SparkExpression> FromForCall(std::string name);
  Result<SparkExpression> UnitCall(std::string name);
  Result<SparkExpression> Call(std::string name, SparkPosition position);
  Result<SparkExpression> Argument();
  Status AfterCall(SparkCall& call);
  Result<SparkExpression> SubqueryOf(SparkKind kind);
  Result<SparkExpression> NamedExpression();
  Status ExpressionList(std::vector<SparkExpression>& out);

  // Queries.
  Result<SparkBody> Body(int least);
  Result<SparkBody> BodyPrimary();
  Result<SparkSelect> Select();
  Result<SparkSelect> SelectList();
  Status SelectTail(SparkSelect& select);
  Result<SparkSelectItem> Item();
  Result<SparkGrouping> Grouping();
  Result<SparkGrouping::Part> GroupingPart();
  Status Sets(std::vector<std::vector<SparkExpression>>& out);
  Status Order(SparkQuery& query);
  Status SortKeys(std::vector<SparkSortKey>& out);
  Result<SparkWindow> Window();
  Status Frame(SparkWindow& window);
  Result<SparkRelation> Relation();
  Result<SparkRelation> RelationPrimary();
  Result<SparkRelation> RelationCore();
  Status RelationSuffixes(SparkRelation& relation);
  Status Alias(SparkRelation& relation);
  Result<bool> JoinKind(SparkRelation& join);
  Result<SparkLateralView> LateralView();
  Result<SparkPivot> Pivot();
  Result<SparkUnpivot> Unpivot();
  Result<SparkSample> Sample();

  std::vector<SparkToken> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace tenon::sql
