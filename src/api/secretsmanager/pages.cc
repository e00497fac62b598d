#include "api/secretsmanager/pages.h"

namespace tenon::api {

Result<PageArguments> ReadSecretsPage(const json::Value& input, std::string_view scope) {
  constexpr int kLargestPage = 100;
  auto page = ReadPageArguments(input, scope, kLargestPage);
  if (page) return page;
  return Error{page.error().kind, page.error().message, "InvalidNextTokenException"};
}

}  // namespace tenon::api
