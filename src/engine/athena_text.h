#pragma once

#include <string>
#include <string_view>

#include "types/type.h"

namespace tenon::engine {

// SQL that turns a value into the text that Athena shows for it: 2020-01-01 00:00:00.000,
// 61 62 63 (varbinary), [1, 2] (array), {a=1, b=x} (row), {k=v} (map). NULL stays NULL; inside a
// container it is "null". `expression` is SQL of a value of that type.
std::string AthenaText(std::string_view expression, const Type& type);

}  // namespace tenon::engine
