#include "api/athena/batch.h"

namespace tenon::api {

Result<json::Value> BatchGet(const json::Value& input, const BatchWords& words,
                             const std::function<Result<json::Value>(const std::string& id)>& get) {
  ASSIGN_OR_RETURN(const auto ids, json::Reader(input).Strings(words.ids));
  json::Value items = json::Array{};
  json::Value unprocessed = json::Array{};
  for (const std::string& id : ids) {
    Result<json::Value> item = get(id);
    if (item) {
      items.Append(*std::move(item));
    } else if (item.error().kind == ErrorKind::kNotFound) {
      unprocessed.Append({{std::string(words.id), id},
                          {"ErrorCode", "INVALID_INPUT"},
                          {"ErrorMessage", item.error().message}});
    } else {
      return item.error();
    }
  }
  json::Value reply = json::Object{};
  reply.Set(words.items, std::move(items));
  reply.Set(words.unprocessed, std::move(unprocessed));
  return reply;
}

}  // namespace tenon::api
