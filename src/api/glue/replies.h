#pragma once

#include <string_view>

#include "base/result.h"
#include "json/value.h"

// What the replies of Glue's operations have in common.
namespace tenon::api {

// {"ErrorCode":"EntityNotFoundException","ErrorMessage":".."}: how batch operations tell the
// failure of one of their items.
json::Value ErrorDetail(const Error& error);

// Whether a failure is about one item of a batch; otherwise the whole call has failed.
bool ConcernsOneItem(const Error& error);

// Sets a member that is not there.
void SetIfAbsent(json::Value& object, std::string_view key, json::Value value);

// Adds NextToken to the reply of a list of `scope` that goes on after `last_key`.
void SetNextToken(json::Value& reply, std::string_view scope, std::string_view last_key);

}  // namespace tenon::api
