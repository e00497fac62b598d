#include "objects/attributes.h"

namespace tenon::objects {
namespace {

using Map = std::map<std::string, std::string>;

json::Value MapToJson(const Map& map) {
  json::Object object;
  for (const auto& [name, text] : map) object.members.emplace_back(name, text);
  return object;
}

Map MapFromJson(const json::Value& value) {
  Map map;
  if (const json::Object* object = value.AsObject()) {
    for (const auto& [name, text] : object->members) map.emplace(name, text.StringOr(""));
  }
  return map;
}

Result<json::Value> ParseStored(std::string_view text) {
  Result<json::Value> value = json::Parse(text);
  if (!value) return Internal("the index holds a damaged document: " + value.error().message);
  return value;
}

}  // namespace

json::Value ToJson(const Attributes& attributes) {
  const Attributes defaults;
  json::Value value = json::Object{};
  if (attributes.content_type != defaults.content_type) {
    value.Set("content_type", attributes.content_type);
  }
  if (!attributes.headers.empty()) value.Set("headers", MapToJson(attributes.headers));
  if (!attributes.metadata.empty()) value.Set("metadata", MapToJson(attributes.metadata));
  if (!attributes.checksums.empty()) value.Set("checksums", MapToJson(attributes.checksums));
  if (attributes.checksum_type != defaults.checksum_type) {
    value.Set("checksum_type", attributes.checksum_type);
  }
  if (!attributes.tags.empty()) value.Set("tags", MapToJson(attributes.tags));
  return value;
}

Attributes AttributesFromJson(const json::Value& value) {
  Attributes attributes;
  attributes.content_type = value["content_type"].StringOr(attributes.content_type);
  attributes.headers = MapFromJson(value["headers"]);
  attributes.metadata = MapFromJson(value["metadata"]);
  attributes.checksums = MapFromJson(value["checksums"]);
  attributes.checksum_type = value["checksum_type"].StringOr(attributes.checksum_type);
  attributes.tags = MapFromJson(value["tags"]);
  return attributes;
}

std::string EncodeAttributes(const Attributes& attributes) { return Dump(ToJson(attributes)); }

Result<Attributes> DecodeAttributes(std::string_view text) {
  if (text == "{}") return Attributes{};  // most rows: a listing reads a thousand of them
  ASSIGN_OR_RETURN(const json::Value value, ParseStored(text));
  return AttributesFromJson(value);
}

std::string EncodeMap(const Map& map) { return Dump(MapToJson(map)); }

Result<Map> DecodeMap(std::string_view text) {
  ASSIGN_OR_RETURN(const json::Value value, ParseStored(text));
  return MapFromJson(value);
}

}  // namespace tenon::objects
