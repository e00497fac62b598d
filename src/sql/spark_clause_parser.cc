// GROUP BY, ORDER BY and what is like it, LIMIT.

#include "sql/spark_parser_state.h"

namespace tenon::sql {

Result<SparkGrouping> SparkParser::Grouping() {
  SparkGrouping grouping;
  if (IsWord("ALL") && !IsSymbol(",", 1) && !IsSymbol(".", 1)) {
    ++at_;
    grouping.is_all = true;
    return grouping;
  }
  do {
    ASSIGN_OR_RETURN(SparkGrouping::Part part, GroupingPart());
    grouping.parts.push_back(std::move(part));
  } while (Take(","));
  // Hive's forms: GROUP BY a, b WITH ROLLUP; GROUP BY a, b GROUPING SETS ((a), (b)).
  const bool rolls = IsWord("WITH") && IsWord("ROLLUP", 1);
  if (rolls || (IsWord("WITH") && IsWord("CUBE", 1))) {
    at_ += 2;
    SparkGrouping::Part all{rolls ? "ROLLUP" : "CUBE", {}};
    for (SparkGrouping::Part& part : grouping.parts) {
      for (auto& set : part.sets) all.sets.push_back(std::move(set));
    }
    grouping.parts.clear();
    grouping.parts.push_back(std::move(all));
  } else if (IsWord("GROUPING") && IsWord("SETS", 1)) {
    grouping.parts.clear();
    ASSIGN_OR_RETURN(SparkGrouping::Part part, GroupingPart());
    grouping.parts.push_back(std::move(part));
  }
  return grouping;
}

Result<SparkGrouping::Part> SparkParser::GroupingPart() {
  SparkGrouping::Part part;
  if (IsOneOf({"ROLLUP", "CUBE"}) && IsSymbol("(", 1)) {
    part.kind = IsWord("ROLLUP") ? "ROLLUP" : "CUBE";
    ++at_;
    RETURN_IF_ERROR(Sets(part.sets));
    return part;
  }
  if (TakeAll("GROUPING SETS")) {
    part.kind = "GROUPING SETS";
    RETURN_IF_ERROR(Sets(part.sets));
    return part;
  }
  ASSIGN_OR_RETURN(SparkExpression value, Expression());
  part.sets.emplace_back();
  part.sets.back().push_back(std::move(value));
  return part;
}

Status SparkParser::Sets(std::vector<std::vector<SparkExpression>>& out) {
  RETURN_IF_ERROR(Expect("("));
  do {
    out.emplace_back();
    if (IsSymbol("(") && IsSymbol(")", 1)) {
      at_ += 2;
      continue;
    }
    ASSIGN_OR_RETURN(SparkExpression value, Expression());
    if (value.kind == SparkKind::kRow) {
      out.back() = std::move(value.operands);
    } else {
      out.back().push_back(std::move(value));
    }
  } while (Take(","));
  return Expect(")");
}

Status SparkParser::Order(SparkQuery& query) {
  if (TakeAll("ORDER BY")) {
    if (IsWord("ALL") && !IsSymbol(",", 1) && !IsSymbol(".", 1)) {
      return Unexpected("columns; name those to order by");
    }
    RETURN_IF_ERROR(SortKeys(query.order));
  } else if (TakeAll("CLUSTER BY")) {
    query.order_is_total = false;
    RETURN_IF_ERROR(SortKeys(query.order));
  } else {
    if (TakeAll("DISTRIBUTE BY")) {
      // One engine has one part: nothing is to be distributed.
      std::vector<SparkExpression> ignored;
      RETURN_IF_ERROR(ExpressionList(ignored));
    }
    if (TakeAll("SORT BY")) {
      query.order_is_total = false;
      RETURN_IF_ERROR(SortKeys(query.order));
    }
  }
  if (Take("LIMIT") && !Take("ALL")) {
    ASSIGN_OR_RETURN(query.limit, Expression());
  }
  if (Take("OFFSET")) {
    ASSIGN_OR_RETURN(query.offset, Expression());
  }
  return {};
}

Status SparkParser::SortKeys(std::vector<SparkSortKey>& out) {
  do {
    SparkSortKey key;
    ASSIGN_OR_RETURN(key.value, Expression());
    key.is_descending = Take("DESC");
    if (!key.is_descending) Take("ASC");
    key.nulls_first = !key.is_descending;
    if (Take("NULLS")) {
      key.nulls_first = Take("FIRST");
      if (!key.nulls_first) RETURN_IF_ERROR(Expect("LAST"));
    }
    out.push_back(std::move(key));
  } while (Take(","));
  return {};
}

}  // namespace tenon::sql
