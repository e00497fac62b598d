#include "api/glue/search.h"

#include <array>
#include <utility>

#include "api/glue/replies.h"
#include "api/glue/table_shapes.h"
#include "api/page_token.h"
#include "catalog/search.h"
#include "catalog/search_index.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;

using Comparator = catalog::SearchFilter::Comparator;
constexpr std::array<std::pair<std::string_view, Comparator>, 5> kComparators = {
    {{"EQUALS", Comparator::kEquals},
     {"GREATER_THAN", Comparator::kGreaterThan},
     {"LESS_THAN", Comparator::kLessThan},
     {"GREATER_THAN_EQUALS", Comparator::kGreaterThanEquals},
     {"LESS_THAN_EQUALS", Comparator::kLessThanEquals}}};

Result<catalog::SearchFilter> FilterFrom(const json::Value& input) {
  catalog::SearchFilter filter{.key = input["Key"].StringOr(""),
                               .value = input["Value"].StringOr("")};
  if (filter.key.empty() || filter.value.empty()) {
    return InvalidInput("a filter needs a Key and a Value");
  }
  const std::string name = input["Comparator"].StringOr("EQUALS");
  for (const auto& [known, comparator] : kComparators) {
    if (known == name) filter.comparator = comparator;
  }
  return filter;
}

Result<catalog::SearchRequest> RequestFrom(const json::Value& input) {
  catalog::SearchRequest request{.text = input["SearchText"].StringOr("")};
  if (const json::Array* filters = input["Filters"].AsArray()) {
    for (const json::Value& item : *filters) {
      ASSIGN_OR_RETURN(catalog::SearchFilter filter, FilterFrom(item));
      request.filters.push_back(std::move(filter));
    }
  }
  if (const json::Array* criteria = input["SortCriteria"].AsArray();
      criteria != nullptr && !criteria->empty()) {
    request.sort_field = criteria->front()["FieldName"].StringOr(request.sort_field);
    request.descending = criteria->front()["Sort"].StringOr("ASC") == "DESC";
  }
  return request;
}

// Another search's token would go on at a place that means nothing in this one.
std::string ScopeOf(const json::Value& input) {
  return "SearchTables/" +
         json::Dump(json::Array{input["SearchText"], input["Filters"], input["SortCriteria"]});
}

Result<json::Value> SearchTables(db::Database& database, const json::Value& input,
                                 const Call& call) {
  const std::string scope = ScopeOf(input);
  ASSIGN_OR_RETURN(catalog::SearchRequest request, RequestFrom(input));
  ASSIGN_OR_RETURN(PageArguments page, ReadPageArguments(input, scope, kLargestPage));
  // Nobody shares tables with this account, and nothing is federated.
  if (input["ResourceShareType"].StringOr("ALL") != "ALL") {
    return ObjectOf("TableList", json::Array{});
  }
  request.after = std::move(page.after);
  request.limit = page.limit;
  RETURN_IF_ERROR(catalog::TableSearchIndex().CatchUp(database));
  ASSIGN_OR_RETURN(auto found,
                   database.ReadFor<catalog::SearchPage>([&](db::Transaction& transaction) {
                     return catalog::TableSearch().Find(transaction, request);
                   }));
  json::Array list;
  for (catalog::Table& table : found.items) list.push_back(ToJson(std::move(table), call));
  json::Value reply = ObjectOf("TableList", std::move(list));
  if (!found.next.empty()) SetNextToken(reply, scope, found.next);
  return reply;
}

}  // namespace

Operations SearchOperations(db::Database& database) {
  return {{"SearchTables", [&database](const json::Value& input, const Call& call) {
             return SearchTables(database, input, call);
           }}};
}

}  // namespace tenon::api
