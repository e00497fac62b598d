#include "api/glue/table_shapes.h"

#include <charconv>

#include "api/glue/replies.h"

namespace tenon::api {

json::Value ToJson(catalog::Table table, const Call& call) {
  json::Value reply = std::move(table.document);
  reply.Set("Name", std::move(table.name));
  reply.Set("DatabaseName", std::move(table.database));
  reply.Set("CreateTime", ToEpochSeconds(table.created));
  reply.Set("UpdateTime", ToEpochSeconds(table.updated));
  reply.Set("CatalogId", call.account);
  reply.Set("VersionId", std::to_string(table.version));
  reply.Set("IsRegisteredWithLakeFormation", false);
  SetIfAbsent(reply, "Parameters", json::Object{});
  SetIfAbsent(reply, "PartitionKeys", json::Array{});
  SetIfAbsent(reply, "Retention", 0);
  return reply;
}

Result<std::int64_t> ParseVersionId(std::string_view text) {
  std::int64_t version = 0;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  if (const auto [rest, code] = std::from_chars(begin, end, version);
      code != std::errc() || rest != end) {
    return InvalidInput("VersionId is not a number: " + std::string(text));
  }
  return version;
}

Result<std::optional<std::int64_t>> ReadVersionId(const json::Value& input) {
  const std::string* text = input["VersionId"].AsString();
  if (text == nullptr) return std::optional<std::int64_t>();
  ASSIGN_OR_RETURN(const std::int64_t version, ParseVersionId(*text));
  return std::optional(version);
}

Status RefuseMembers(const json::Value& input, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (!input[name].IsNull()) {
      return Unsupported("this member of the request is not supported here: " + std::string(name));
    }
  }
  return {};
}

json::Value ObjectOf(std::string_view key, json::Value value) {
  json::Value object;
  object.Set(key, std::move(value));
  return object;
}

}  // namespace tenon::api
