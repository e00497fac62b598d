#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::sql {

// How Spark names the column of a call that has no alias, where it is not name(arguments): in
// capitals, with the default of an argument that was left out, or by another name.
std::string SparkCallName(std::string_view function, const std::vector<std::string>& arguments,
                          bool is_distinct);

}  // namespace tenon::sql
