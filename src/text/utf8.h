#pragma once

#include <string>
#include <string_view>

namespace tenon {

// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlongs).
bool IsUtf8(std::string_view text);

// Counts the code points of well-formed text: AWS's length limits count characters.
std::size_t CountCodePoints(std::string_view text);

// ASCII letters in lower case, other bytes as they are: how Glue folds catalog names.
std::string AsciiLower(std::string_view text);

// Whether the texts are the same but for the case of ASCII letters.
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

// Without blanks and line ends at both ends.
std::string_view Trim(std::string_view text);

}  // namespace tenon
