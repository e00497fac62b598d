#pragma once

#include <string_view>

#include "api/page_token.h"

namespace tenon::api {

// The page that a list of Secrets Manager is asked for: at most 100 entries. As
// ReadPageArguments, but another token is an InvalidNextTokenException.
Result<PageArguments> ReadSecretsPage(const json::Value& input, std::string_view scope);

}  // namespace tenon::api
