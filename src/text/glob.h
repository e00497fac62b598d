#pragma once

#include <string_view>

namespace tenon {

// Whether the whole text matches a glob as Glue's exclusions write them: `*` within one level of
// '/', `**` across levels, `?` one character, `[a-z]` and `[!a-z]`, `{a,b}` alternatives, `\` takes
// the next character as it is. A malformed glob matches only itself.
bool MatchesGlob(std::string_view glob, std::string_view text);

}  // namespace tenon
