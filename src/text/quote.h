#pragma once

#include <string>
#include <string_view>

namespace tenon {

// a"b -> "a""b": an identifier of DuckDB and Trino.
std::string SqlIdentifier(std::string_view name);
// it's -> 'it''s': a string literal of DuckDB and Trino. Stops at no byte: NUL is refused upstream.
std::string SqlString(std::string_view text);
// it's -> "it's", with \ and " escaped: a Python string literal.
std::string PyString(std::string_view text);
// a<b&"c" -> a&lt;b&amp;&quot;c&quot;, for text and attributes of XML 1.0. Characters that XML
// cannot hold become U+FFFD, as a parser would refuse the whole document for one of them.
std::string XmlText(std::string_view text);

}  // namespace tenon
