#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "types/type.h"

namespace tenon::graph {

// The type that Spark gives to rows of both types put under one another (UNION), outside ANSI mode:
// the wider number, decimals with room for both, text for text and anything else but boolean and
// binary, timestamp for date and timestamp; element by element for nested types, whose field names
// must agree. Nothing if there is none.
std::optional<Type> WiderType(const Type& a, const Type& b);

// SQL of a value as that wider type.
std::string Widened(std::string_view sql, const Type& from, const Type& to);

}  // namespace tenon::graph
