#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "json/value.h"

namespace tenon::api {

// The words of one of Athena's BatchGet operations.
struct BatchWords {
  std::string_view ids;          // "NamedQueryIds"
  std::string_view id;           // "NamedQueryId"
  std::string_view items;        // "NamedQueries"
  std::string_view unprocessed;  // "UnprocessedNamedQueryIds"
};

// What `get` answers for each of the input's ids, in their order; what it does not find is told
// apart.
Result<json::Value> BatchGet(const json::Value& input, const BatchWords& words,
                             const std::function<Result<json::Value>(const std::string& id)>& get);

}  // namespace tenon::api
