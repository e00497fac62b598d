#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/spark_scope.h"
#include "sql/spark_tree.h"
#include "sql/spark_value.h"

namespace tenon::sql {

// Writes a tree out for the engine. Its methods are spread over spark_query_sql.cc,
// spark_relation_sql.cc, spark_name_sql.cc, spark_expression_sql.cc, spark_operator_sql.cc and
// spark_call_sql.cc; functions with a way of their own are in spark_functions_*.cc. One thread at a
// time.
class SparkTranslator {
 public:
  explicit SparkTranslator(std::span<const SparkInput> inputs);

  Result<SparkRows> Query(const SparkQuery& query, const SparkScope* outer);
  Result<SparkValue> Value(const SparkExpression& expression);
  Result<std::vector<SparkValue>> Values(const std::vector<SparkExpression>& expressions,
                                         std::size_t from = 0);
  const SparkOrigins& deciding() const { return deciding_; }

  // Translates with this scope; the former one comes back at the end.
  template <typename Function>
  auto In(SparkScope& scope, Function&& function) {
    SparkScope* const former = std::exchange(scope_, &scope);
    auto result = std::forward<Function>(function)();
    scope_ = former;
    return result;
  }

  // A lambda's text over these parameters; the body's value.
  struct Lambda {
    std::string sql;   // lambda "x": ...
    std::string name;  // lambdafunction(...)
    SparkValue body;
  };
  Result<Lambda> LambdaOf(const SparkExpression& expression,
                          const std::vector<std::optional<Type>>& parameters);

  // What stands in and behind an aggregate's parentheses, from $1 on in this order: DISTINCT, the
  // order inside, FILTER and OVER; and how Spark names it.
  struct Modifiers {
    std::string distinct;
    std::string inside;
    std::string filter;
    std::string over;
    std::string name_over;
    SparkOrigins origins;
  };
  Result<Modifiers> ModifiersOf(const SparkCall& call);
  // The template of an aggregate with its modifiers: @f($1) calls f with them, @!f($1) also leaves
  // NULLs out.
  std::string Aggregate(std::string_view text, const std::vector<std::string>& arguments,
                        const Modifiers& modifiers) const;

  // A generator's columns: explode, posexplode, inline, stack, json_tuple.
  static bool IsGenerator(std::string_view name);
  Result<std::vector<SparkValue>> Generate(std::string_view name,
                                           const std::vector<SparkExpression>& arguments,
                                           SparkPosition position, bool is_outer,
                                           std::size_t aliases);

  SparkScope& scope() { return *scope_; }
  SparkValue Compare(std::string_view symbol, SparkValue a, SparkValue b) const;
  SparkValue Subscript(const SparkValue& value, const SparkValue& index) const;
  Result<SparkValue> FieldOf(SparkValue value, const std::string& name, SparkPosition position);
  // What whole numbers do whose result does not fit: lose its high bits, as Spark's operators do
  // with ANSI off, or fail.
  enum class Overflow { kWraps, kFails };
  static SparkValue Arithmetic(std::string_view symbol, SparkValue a, SparkValue b,
                               Overflow overflow = Overflow::kWraps);
  static SparkValue Negated(SparkValue value);
  static std::string Nonzero(const SparkValue& value);

 private:
  // Queries.
  Result<SparkRows> Body(const SparkBody& body, const SparkQuery* with_order);
  Result<SparkRows> Select(const SparkSelect& select, const SparkQuery* with_order);
  Result<SparkRows> SetOperation(const SparkBody& body);
  Result<std::string> Tail(const SparkQuery& query);
  Status Item(const SparkSelectItem& item, SparkRows& rows, std::string& list);
  Status Star(const SparkExpression& star, SparkRows& rows, std::string& list);
  void CollectGroupKeys(const SparkGrouping& grouping);
  Result<std::string> GroupBy(const SparkGrouping& grouping);
  Result<std::string> SortKeys(const std::vector<SparkSortKey>& keys, std::string* names,
                               SparkOrigins* origins);
  Result<std::string> Window(const SparkWindow& window, std::string& name, SparkOrigins& origins);

  // FROM.
  Result<std::string> Relation(const SparkRelation& relation);
  Result<std::string> Source(const SparkRelation& relation, SparkTable& table);
  Result<std::string> Join(const SparkRelation& relation);
  Result<std::string> TableFunction(const SparkRelation& relation, SparkTable& table);
  Result<std::string> ValueRows(const SparkRelation& relation, SparkTable& table);
  Result<std::string> Pivoted(const SparkRelation& relation, std::string source, SparkTable& table);
  Status PivotValue(const SparkPivot& pivot, const SparkSelectItem& value, std::string& list,
                    std::vector<SparkOutput>& columns);
  Result<std::string> Unpivoted(const SparkRelation& relation, std::string source,
                                SparkTable& table);
  Result<std::string> LateralView(const SparkLateralView& view);

  // Names.
  Result<SparkValue> Column(const SparkExpression& expression);
  std::optional<SparkValue> Resolve(const std::vector<std::string>& names, const SparkScope& scope,
                                    std::size_t& used) const;

  // Expressions.
  Result<SparkValue> Written(const SparkExpression& expression);
  Result<SparkValue> Literal(const SparkExpression& expression);
  Result<SparkValue> Interval(const SparkExpression& expression);
  Result<SparkValue> Operator(const SparkExpression& expression);
  Result<SparkValue> BinaryOperator(const SparkExpression& expression, const SparkValue& first,
                                    const SparkValue& second) const;
  Result<SparkValue> Is(const SparkExpression& expression);
  Result<SparkValue> Between(const SparkExpression& expression);
  Result<SparkValue> InList(const SparkExpression& expression);
  Result<SparkValue> InQuery(const SparkExpression& expression);
  Result<SparkValue> Like(const SparkExpression& expression);
  Result<SparkValue> Case(const SparkExpression& expression);
  Result<SparkValue> Cast(const SparkExpression& expression);
  Result<SparkValue> Subquery(const SparkExpression& expression);
  Result<SparkValue> Row(const SparkExpression& expression);
  Result<SparkValue> Call(const SparkExpression& expression);

  std::vector<SparkTable> tables_;  // inputs and common tables that are in sight; the last counts
  SparkScope top_;
  SparkScope* scope_ = &top_;
  SparkOrigins deciding_;
  std::string pivot_filter_;  // the rows that aggregates of a PIVOT take
};

// "a" AS it stands in SQL: "t"."a".
std::string QuotedNames(const std::vector<std::string>& names);

}  // namespace tenon::sql
