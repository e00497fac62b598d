#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/model.h"
#include "api/pattern_set.h"
#include "json/value.h"

namespace tenon::api {

// The constraints of one shape on its own value (not on what lies below it), in AWS's words.

// What the value breaks: "Member must have length greater than or equal to 1". For a value that
// has the shape's type.
std::vector<std::string> BrokenConstraints(const ServiceModel& service, const PatternSet& patterns,
                                           const Shape& shape, const json::Value& value);

// All that the shape asks for, as violations of list items, map keys and map values tell it:
// "[Member must have length less than or equal to 255, Member must have ...]".
std::string AllConstraints(const ServiceModel& service, const Shape& shape);

// The value as messages repeat it: "abc", "3", "[a, b]"; at most some hundred characters. Nothing
// for objects and what holds them.
std::optional<std::string> RenderValue(const json::Value& value);

}  // namespace tenon::api
