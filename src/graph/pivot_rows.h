#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/bound.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/plan.h"

namespace tenon::graph {

// Rows to be turned into columns, as by Spark's groupBy of all other columns, pivot, aggregate.
// Borrows all of it.
struct Pivot {
  const Input& input;
  Environment& environment;
  const ResolvedColumn& value;                 // whose aggregate goes into the new columns
  std::string_view value_parameter;            // that faults name
  std::string function;                        // as Spark names it: "mean", "collect_list"
  const std::vector<ResolvedColumn>& columns;  // whose values name the new columns
  std::string_view columns_parameter;
  const Schema& declared;      // stands for the values while the data may not be read; or empty
  std::string_view with = "";  // "WITH ...": what the input's relation is made by, if no plan does
};

// A column is made for every value of the columns, in the order of the values, with the aggregate
// of the rows that have it; NULL where there is none. The values of several columns are joined by
// '_', and a NULL is named null. A fault of severity kUnknown where only the data could tell the
// values.
BindResult BindPivot(const Pivot& pivot);

}  // namespace tenon::graph
