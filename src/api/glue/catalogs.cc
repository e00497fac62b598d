#include "api/glue/catalogs.h"

#include <algorithm>
#include <string>
#include <utility>

#include "api/page_token.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;
constexpr std::size_t kAccountDigits = 12;

bool IsAccount(std::string_view id) {
  return id.size() == kAccountDigits &&
         std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
}

// Everybody may use what is made in it: there is no Lake Formation here.
json::Value Everybody() {
  return json::Array{
      json::Value{{"Principal", {{"DataLakePrincipalIdentifier", "IAM_ALLOWED_PRINCIPALS"}}},
                  {"Permissions", json::Array{"ALL"}}}};
}

json::Value DefaultCatalog(const Call& call) {
  return {{"CatalogId", call.account},
          {"Name", call.account},
          {"ResourceArn", "arn:aws:glue:" + call.region + ":" + call.account + ":catalog"},
          {"Parameters", json::Object{}},
          {"CreateTableDefaultPermissions", Everybody()},
          {"CreateDatabaseDefaultPermissions", Everybody()}};
}

Error NoCatalog(std::string_view id) {
  return NotFound("Catalog " + std::string(id) + " not found.");
}

Result<json::Value> GetCatalog(const json::Value&, const Call& call) {
  return json::Value{{"Catalog", DefaultCatalog(call)}};
}

// The catalogs within the default catalog: none. The default catalog itself is told on request.
Result<json::Value> GetCatalogs(const json::Value& input, const Call& call) {
  const std::string parent = input["ParentCatalogId"].StringOr("");
  if (!parent.empty() && !IsAccount(parent)) {
    if (!input["IncludeRoot"].IsNull()) {
      return InvalidInput("IncludeRoot goes with no ParentCatalogId but the account's: " + parent);
    }
    return NoCatalog(parent);
  }
  ASSIGN_OR_RETURN([[maybe_unused]] const PageArguments page,
                   ReadPageArguments(input, "GetCatalogs", kLargestPage));
  json::Array list;
  if (input["IncludeRoot"].BoolOr(false)) list.push_back(DefaultCatalog(call));
  return json::Value{{"CatalogList", std::move(list)}};
}

}  // namespace

decltype(Operation::run) InDefaultCatalog(decltype(Operation::run) run) {
  return [run = std::move(run)](const json::Value& input, const Call& call) -> Result<json::Value> {
    const std::string* id = input["CatalogId"].AsString();
    if (id != nullptr && !IsAccount(*id)) return NoCatalog(*id);
    return run(input, call);
  };
}

Operations CatalogOperations() {
  return {{"GetCatalog", GetCatalog}, {"GetCatalogs", GetCatalogs}};
}

}  // namespace tenon::api
