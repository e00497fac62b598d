#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"

namespace tenon::api {

// Tokens of paged lists. A token holds the last key of its page, so that a list goes on at the
// right place whatever is added or removed meanwhile. To callers it is opaque. It belongs to one
// `scope`: the operation and whatever else makes it another list ("GetTables/sales"); the token of
// another scope, or one that was not made here, is kInvalidInput.

// Where the next page of `scope` begins: after `last_key`. Never empty.
std::string EncodePageToken(std::string_view scope, std::string_view last_key);
// The last key of the page before; "" for an empty token, which asks for the first page.
Result<std::string> DecodePageToken(std::string_view scope, std::string_view token);

// Which page a request asks for.
struct PageArguments {
  std::string after;  // the last key of the page before; "" for the first page
  int limit = 0;
};

// Reads NextToken and MaxResults. `limit` is the largest page, which is also the page of a request
// that names no size or a larger one (where the model allows larger ones).
Result<PageArguments> ReadPageArguments(const json::Value& input, std::string_view scope,
                                        int limit);

// The last key of the page before as the number that it was written as, or `first` if there was
// none. kInvalidInput if it is no number: somebody has made the token up.
Result<std::int64_t> ReadNumberKey(const PageArguments& page, std::int64_t first);

}  // namespace tenon::api
