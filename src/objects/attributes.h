#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "objects/object.h"

namespace tenon::objects {

// The attributes as a JSON object, without the ETag (which the index keeps in a column of its own)
// and without members that have their default value: {} for most objects.
json::Value ToJson(const Attributes& attributes);
// Reads them back. Members that are absent or of another type get their default.
Attributes AttributesFromJson(const json::Value& value);

// The same as text, as the index stores it; kInternal if a stored text is no JSON.
std::string EncodeAttributes(const Attributes& attributes);
Result<Attributes> DecodeAttributes(std::string_view text);

// A map of texts, such as the checksums of a part.
std::string EncodeMap(const std::map<std::string, std::string>& map);
Result<std::map<std::string, std::string>> DecodeMap(std::string_view text);

}  // namespace tenon::objects
