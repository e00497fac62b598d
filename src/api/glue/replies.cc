#include "api/glue/replies.h"

#include "api/errors.h"
#include "api/page_token.h"

namespace tenon::api {

json::Value ErrorDetail(const Error& error) {
  WireError wire = ToWireError(GlueModel(), error);
  return {{"ErrorCode", std::move(wire.code)}, {"ErrorMessage", std::move(wire.message)}};
}

bool ConcernsOneItem(const Error& error) {
  return error.kind != ErrorKind::kUnavailable && error.kind != ErrorKind::kInternal;
}

void SetIfAbsent(json::Value& object, std::string_view key, json::Value value) {
  if (object[key].IsNull()) object.Set(key, std::move(value));
}

void SetNextToken(json::Value& reply, std::string_view scope, std::string_view last_key) {
  reply.Set("NextToken", EncodePageToken(scope, last_key));
}

}  // namespace tenon::api
