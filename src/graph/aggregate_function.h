#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/nested_fields.h"

namespace tenon::graph {

// Whether Glue's AggFunc has a function of that name ("countDistinct").
bool IsAggregateFunction(std::string_view name);

// The call over a column of a group, with Spark's answer and Spark's type:
//
//   count, countDistinct           bigint; NULLs are not counted
//   sum, sumDistinct               bigint of whole numbers, which wraps round, by a function of
//                                  engine/wrapping_functions.h; double of float and double; ten
//                                  more digits of a decimal, NULL where the sum does not fit
//   avg                            double; four more digits behind the point of a decimal, the last
//                                  one rounded half up
//   min, max, first, last          as the column; first and last take NULLs too, in no sure order
//   stddev_samp, stddev_pop, var_samp, var_pop
//                                  double; NaN if a value is NaN or infinite
//   skewness, kurtosis             double; of the whole population, kurtosis less 3; NULL where all
//                                  values are the same
//
// Text is read as double where a number is needed. kInvalidInput for a type that does not suit.
Result<SqlValue> AggregateSql(std::string_view function, const SqlValue& column);

// "count(DISTINCT qty)": what Spark calls the call's column.
std::string AggregateName(std::string_view function, std::string_view column);

}  // namespace tenon::graph
